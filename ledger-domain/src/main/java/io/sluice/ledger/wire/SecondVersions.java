package io.sluice.ledger.wire;

import io.sluice.ledger.event.LedgerEvent;

/** Reads payloads of version 2, of the types that have one. */
final class SecondVersions {

    private SecondVersions() {}

    static LedgerEvent read(String type, byte[] json) {
        return switch (type) {
            case "pause-opened" ->
                    ObjectReader.readAll(Json.parse(json), EventReader::pauseThatLifts);
            // Text has no end of values; an unknown one stops the reader.
            default -> throw EventCodec.unknown(type, "2");
        };
    }
}
