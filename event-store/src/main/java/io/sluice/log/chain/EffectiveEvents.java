package io.sluice.log.chain;

import io.sluice.log.StoredEvent;
import java.util.List;
import java.util.Optional;

/** Which events of a counted entry take effect: one rule for replay and for reading back. */
public final class EffectiveEvents {

    private EffectiveEvents() {}

    /** Whether all events of such an entry do, whatever they are. */
    public static boolean areAll(EntryKind kind) {
        return kind == EntryKind.COMMIT;
    }

    /**
     * All of a commit's, and of a barrier's those that its effect may carry.
     *
     * @return empty where it is a barrier that says what no barrier may: it counts, has no effect,
     *     and is a reason for an alarm
     */
    public static Optional<List<StoredEvent>> of(EntryKind kind, EntryValue value) {
        return switch (kind) {
            case COMMIT -> Optional.of(value.events());
            case BARRIER ->
                    value.barrier()
                            .map(EntryValue.Barrier::effect)
                            .flatMap(BarrierEffect::of)
                            .filter(
                                    effect ->
                                            value.events().stream()
                                                    .allMatch(
                                                            event -> effect.carries(event.type())))
                            .map(effect -> value.events());
        };
    }
}
