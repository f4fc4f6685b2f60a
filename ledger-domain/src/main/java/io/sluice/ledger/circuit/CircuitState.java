package io.sluice.ledger.circuit;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.ExtensionId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One partition's copy of the circuit: every pause that was ever opened or resumed here, by id. A
 * set and not a flag: two pauses may overlap, and a resume lifts only what it names. Per id,
 * resumed wins over opened in whatever order they arrive.
 */
public final class CircuitState {

    private static final CircuitState INITIAL =
            new CircuitState(
                    GrowingMap.empty(),
                    GrowingMap.empty(),
                    GrowingMap.empty(),
                    GrowingMap.empty(),
                    PauseEnds.NONE,
                    List.of());

    private final GrowingMap<PauseId, Recorded<PauseOpened>> opened;
    private final GrowingMap<PauseId, List<Recorded<ResumptionAsked>>> asked;
    private final GrowingMap<PauseId, Recorded<ResumptionDecided>> decided;
    private final GrowingMap<PauseId, Recorded<PauseResumed>> resumed;
    private final PauseEnds ends;
    private final List<PauseOpened> active;

    private CircuitState(
            GrowingMap<PauseId, Recorded<PauseOpened>> opened,
            GrowingMap<PauseId, List<Recorded<ResumptionAsked>>> asked,
            GrowingMap<PauseId, Recorded<ResumptionDecided>> decided,
            GrowingMap<PauseId, Recorded<PauseResumed>> resumed,
            PauseEnds ends,
            List<PauseOpened> active) {
        this.opened = opened;
        this.asked = asked;
        this.decided = decided;
        this.resumed = resumed;
        this.ends = ends;
        this.active = active;
    }

    public static CircuitState initial() {
        return INITIAL;
    }

    /**
     * The state after the event; events that are not the circuit's change nothing. Of several
     * events of one kind about one pause, the first stands.
     *
     * @param sequence the event's number within its partition
     */
    public CircuitState evolve(LedgerEvent event, long sequence) {
        return switch (event) {
            case CircuitEvent about -> next(about, sequence);
            case AccountEvent _ -> this;
        };
    }

    private CircuitState next(CircuitEvent event, long sequence) {
        return switch (event) {
            case PauseOpened e ->
                    opened.has(e.pauseId())
                            ? this
                            : new CircuitState(
                                    opened.with(e.pauseId(), new Recorded<>(e, sequence)),
                                    asked,
                                    decided,
                                    resumed,
                                    ends,
                                    resumed.has(e.pauseId()) ? active : activeWith(e));
            case ResumptionAsked e ->
                    new CircuitState(
                            opened,
                            asked.with(e.pauseId(), askingsWith(e, sequence)),
                            decided,
                            resumed,
                            ends,
                            active);
            case ResumptionDecided e ->
                    new CircuitState(
                            opened,
                            asked,
                            decided.withIfAbsent(e.pauseId(), new Recorded<>(e, sequence)),
                            resumed,
                            ends,
                            active);
            case PauseResumed e ->
                    new CircuitState(
                            opened,
                            asked,
                            decided,
                            resumed.withIfAbsent(e.pauseId(), new Recorded<>(e, sequence)),
                            ends,
                            activeWithout(e.pauseId()));
            case ExtensionDecided e -> ending(ends.decided(e, sequence));
            case PauseExtended e -> ending(ends.carried(e, sequence));
        };
    }

    private CircuitState ending(PauseEnds next) {
        return new CircuitState(opened, asked, decided, resumed, next, active);
    }

    private List<PauseOpened> activeWith(PauseOpened pause) {
        return Stream.concat(active.stream(), Stream.of(pause)).toList();
    }

    private List<PauseOpened> activeWithout(PauseId id) {
        return active.stream().filter(pause -> !pause.pauseId().equals(id)).toList();
    }

    private List<Recorded<ResumptionAsked>> askingsWith(ResumptionAsked event, long sequence) {
        return Stream.concat(
                        askings(event.pauseId()).stream(),
                        Stream.of(new Recorded<>(event, sequence)))
                .toList();
    }

    /** The pauses in force here that cover the asset on the network, in the order of opening. */
    public List<PauseOpened> covering(Asset asset, Network network) {
        return active.stream().filter(pause -> pause.scope().covers(asset, network)).toList();
    }

    /** Those of them that have the mode. */
    public List<PauseOpened> covering(Asset asset, Network network, PauseMode mode) {
        return covering(asset, network).stream().filter(pause -> pause.mode() == mode).toList();
    }

    /** The pauses in force here, in the order of opening. */
    public List<PauseOpened> active() {
        return active;
    }

    /** Every pause that was opened here, resumed ones too, in the order of opening. */
    public List<PauseOpened> pauses() {
        return opened.values().map(Recorded::event).toList();
    }

    public Optional<Recorded<PauseOpened>> pause(PauseId id) {
        return opened.get(id);
    }

    /** Who asked that the pause ends, in that order: only its home partition has it. */
    public List<Recorded<ResumptionAsked>> askings(PauseId id) {
        return asked.get(id).orElse(List.of());
    }

    /** The decision to resume the pause, if it was made here: only its home partition has it. */
    public Optional<Recorded<ResumptionDecided>> decision(PauseId id) {
        return decided.get(id);
    }

    /** That the pause was resumed here, whether or not it was ever opened here. */
    public Optional<Recorded<PauseResumed>> resumption(PauseId id) {
        return resumed.get(id);
    }

    /**
     * The rate at which what these pauses held may leave: the lowest that any of them was resumed
     * at. A pause that finds a drain under way begins anew, so that a rate can be changed, to a
     * higher one as well; but only by one that is named: resumed without, what held before holds.
     *
     * @return withdrawals a second over the whole ledger; empty where nothing limits them
     */
    public OptionalLong ratePerSecond(List<PauseId> heldBy) {
        long named = rated(heldBy).mapToLong(Recorded::sequence).max().orElse(-1);
        long begin =
                heldBy.stream()
                        .flatMap(id -> pause(id).stream())
                        .mapToLong(Recorded::sequence)
                        .filter(opened -> opened < named)
                        .max()
                        .orElse(-1);
        return rated(heldBy)
                .filter(resumption -> resumption.sequence() > begin)
                .flatMap(resumption -> resumption.event().ratePerSecond().stream())
                .mapToLong(Integer::longValue)
                .min();
    }

    private Stream<Recorded<PauseResumed>> rated(List<PauseId> pauses) {
        return pauses.stream()
                .flatMap(id -> resumption(id).stream())
                .filter(resumption -> resumption.event().ratePerSecond().isPresent());
    }

    /** When the pause is expected to end, as it was last said here. */
    public Optional<Instant> expectedEnd(PauseOpened pause) {
        return ends.endOf(pause.pauseId()).or(pause::expectedEnd);
    }

    /** The last decision about the pause's end; only its home partition has it. */
    public Optional<Recorded<ExtensionDecided>> extension(PauseId id) {
        return ends.lastDecided(id);
    }

    /** The last change of the pause's end that was carried here. */
    public Optional<Recorded<PauseExtended>> carriedExtension(PauseId id) {
        return ends.lastCarried(id);
    }

    /** The pauses whose end was changed under this id. */
    public List<PauseId> extendedBy(ExtensionId id) {
        return ends.changedBy(id);
    }

    /** The pauses that a resumption lifted here, or was asked or decided here to lift. */
    public List<PauseId> liftedBy(ResumptionId id) {
        Stream<PauseId> askedFor =
                asked.values()
                        .flatMap(List::stream)
                        .map(Recorded::event)
                        .filter(e -> e.resumptionId().equals(id))
                        .map(ResumptionAsked::pauseId);
        Stream<PauseId> decidedFor =
                decided.values()
                        .map(Recorded::event)
                        .filter(e -> e.resumptionId().equals(id))
                        .map(ResumptionDecided::pauseId);
        Stream<PauseId> lifted =
                resumed.values()
                        .map(Recorded::event)
                        .filter(e -> e.resumptionId().equals(id))
                        .map(PauseResumed::pauseId);
        return Stream.of(askedFor, decidedFor, lifted).flatMap(ids -> ids).distinct().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CircuitState that
                && opened.equals(that.opened)
                && asked.equals(that.asked)
                && decided.equals(that.decided)
                && resumed.equals(that.resumed)
                && ends.equals(that.ends);
    }

    @Override
    public int hashCode() {
        return Objects.hash(opened, asked, decided, resumed, ends);
    }

    @Override
    public String toString() {
        return "CircuitState[active="
                + active
                + ", resumed="
                + resumed.entries().map(Map.Entry::getKey).toList()
                + "]";
    }
}
