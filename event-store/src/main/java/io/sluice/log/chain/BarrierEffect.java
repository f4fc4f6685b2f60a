package io.sluice.log.chain;

import java.util.Optional;

/**
 * All that a barrier may bring about. Barriers close, they never open: anything else has no effect
 * and raises an alarm.
 */
public enum BarrierEffect {
    LEDGER_OPENED("ledger-opened"),
    PAUSE_OPENED("pause-opened"),
    WRITER_TOOK_OVER("writer-took-over"),
    RESOLVED("resolved"),
    RECOVERED("recovered");

    private final String wire;

    BarrierEffect(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<BarrierEffect> of(String wire) {
        for (BarrierEffect effect : values()) {
            if (effect.wire.equals(wire)) {
                return Optional.of(effect);
            }
        }
        return Optional.empty();
    }

    /** Whether the events of this barrier, all of that type, take effect. */
    public boolean carries(String eventType) {
        return this == PAUSE_OPENED && eventType.equals(wire);
    }
}
