package io.sluice.ledger.violating;

import java.time.Instant;

final class TellsTheTime {

    private TellsTheTime() {}

    static Instant now() {
        return Instant.now();
    }
}
