package io.sluice.command.http;

import io.sluice.command.json.Fields;
import io.sluice.command.json.Malformed;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A request for a pause. */
record PauseBody(OpenPause command, boolean dryRun) {

    static PauseBody parse(Fields body) {
        ReasonClass reasonClass = body.oneOf("reasonClass", ReasonClass.class);
        Optional<Instant> expectedEnd =
                body.optionalTime("expectedEnd").map(end -> end.truncatedTo(ChronoUnit.MICROS));
        boolean liftAtEnd = body.optionalTruth("liftAtEnd").orElse(false);
        if (liftAtEnd && expectedEnd.isEmpty()) {
            throw Malformed.field("liftAtEnd", "needs an expectedEnd");
        }
        OpenPause command =
                new OpenPause(
                        Scopes.parse(body.object("scope")),
                        body.oneOf("mode", PauseMode.class),
                        Texts.reason(body),
                        reasonClass,
                        body.optionalText("incident", Texts.LONGEST_NAME),
                        body.optionalText("publicMessage", Texts.LONGEST_REASON)
                                .orElse(reasonClass.publicMessage()),
                        expectedEnd,
                        liftAtEnd);
        return new PauseBody(command, body.optionalTruth("dryRun").orElse(false));
    }
}
