package io.sluice.ledger.wire;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;

/** Reads payloads of version 2, of the types that have one. */
final class SecondVersions {

    /** On whose word a resumption rests, as the wire says it. */
    enum Authority {
        PEOPLE,
        BREAK_GLASS
    }

    private SecondVersions() {}

    static LedgerEvent read(String type, byte[] json) {
        return switch (type) {
            case "resumption-decided" ->
                    ObjectReader.readAll(Json.parse(json), SecondVersions::resumptionDecided);
            // Text has no end of values; an unknown one stops the reader.
            default -> throw EventCodec.unknown(type, "2");
        };
    }

    private static ResumptionDecided resumptionDecided(ObjectReader in) {
        return new ResumptionDecided(
                new ResumptionId(in.id("resumptionId")),
                in.pauseIds("pauseIds"),
                new PauseId(in.id("pauseId")),
                in.text("reason"),
                in.optionalWhole("ratePerSecond"),
                in.text("decidedBy"),
                in.texts("askedBy"),
                in.constant("authority", Authority.class) == Authority.BREAK_GLASS);
    }
}
