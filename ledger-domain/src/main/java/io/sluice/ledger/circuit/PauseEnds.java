package io.sluice.ledger.circuit;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.ExtensionId;
import io.sluice.ledger.id.PauseId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the expected ends of pauses were changed, as one partition knows it: all decisions in the
 * pause's home, and what was carried into this partition. Of several the one with the highest
 * number stands, in whatever order they arrive.
 */
record PauseEnds(
        Map<PauseId, List<Recorded<ExtensionDecided>>> decided,
        Map<PauseId, List<Recorded<PauseExtended>>> carried) {

    static final PauseEnds NONE = new PauseEnds(Map.of(), Map.of());

    PauseEnds {
        decided = Map.copyOf(decided);
        carried = Map.copyOf(carried);
    }

    PauseEnds decided(ExtensionDecided event, long sequence) {
        return new PauseEnds(with(decided, event.pauseId(), event, sequence), carried);
    }

    PauseEnds carried(PauseExtended event, long sequence) {
        return new PauseEnds(decided, with(carried, event.pauseId(), event, sequence));
    }

    private static <E extends LedgerEvent> Map<PauseId, List<Recorded<E>>> with(
            Map<PauseId, List<Recorded<E>>> known, PauseId id, E event, long sequence) {
        Map<PauseId, List<Recorded<E>>> next = new HashMap<>(known);
        next.merge(
                id,
                List.of(new Recorded<>(event, sequence)),
                (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
        return next;
    }

    /** The decision that stands; only the pause's home has it. */
    Optional<Recorded<ExtensionDecided>> lastDecided(PauseId id) {
        return decided.getOrDefault(id, List.of()).stream()
                .reduce((one, next) -> next.event().number() > one.event().number() ? next : one);
    }

    Optional<Recorded<PauseExtended>> lastCarried(PauseId id) {
        return carried.getOrDefault(id, List.of()).stream()
                .reduce((one, next) -> next.event().number() > one.event().number() ? next : one);
    }

    /** The end that stands here, where it was ever changed. */
    Optional<Instant> endOf(PauseId id) {
        return lastDecided(id)
                .map(decision -> decision.event().expectedEnd())
                .or(() -> lastCarried(id).map(extension -> extension.event().expectedEnd()));
    }

    /** The pauses whose end was changed under this id. */
    List<PauseId> changedBy(ExtensionId id) {
        return Stream.concat(
                        decided.values().stream()
                                .flatMap(List::stream)
                                .map(Recorded::event)
                                .filter(e -> e.extensionId().equals(id))
                                .map(ExtensionDecided::pauseId),
                        carried.values().stream()
                                .flatMap(List::stream)
                                .map(Recorded::event)
                                .filter(e -> e.extensionId().equals(id))
                                .map(PauseExtended::pauseId))
                .distinct()
                .toList();
    }
}
