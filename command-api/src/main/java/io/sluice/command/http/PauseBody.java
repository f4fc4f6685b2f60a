package io.sluice.command.http;

import io.sluice.command.json.Fields;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import java.time.temporal.ChronoUnit;

/** A request for a pause. */
record PauseBody(OpenPause command, boolean dryRun) {

    static PauseBody parse(Fields body) {
        ReasonClass reasonClass = body.oneOf("reasonClass", ReasonClass.class);
        OpenPause command =
                new OpenPause(
                        Scopes.parse(body.object("scope")),
                        body.oneOf("mode", PauseMode.class),
                        Texts.reason(body),
                        reasonClass,
                        body.optionalText("incident", Texts.LONGEST_NAME),
                        body.optionalText("publicMessage", Texts.LONGEST_REASON)
                                .orElse(reasonClass.publicMessage()),
                        body.optionalTime("expectedEnd")
                                .map(end -> end.truncatedTo(ChronoUnit.MICROS)));
        return new PauseBody(command, body.optionalTruth("dryRun").orElse(false));
    }
}
