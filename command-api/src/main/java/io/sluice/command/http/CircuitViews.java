package io.sluice.command.http;

import io.sluice.command.circuit.Asking;
import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.circuit.Decision;
import io.sluice.command.circuit.Fence;
import io.sluice.command.circuit.Intents;
import io.sluice.command.circuit.PauseAnswer;
import io.sluice.command.circuit.Resumed;
import io.sluice.command.circuit.ResumptionAnswer;
import io.sluice.command.payout.Drain;
import io.sluice.command.payout.Lane;
import io.sluice.command.payout.Payout;
import io.sluice.command.payout.Tally;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The circuit in JSON, for operators. */
final class CircuitViews {

    private static final int MOST_BROKEN_GLASS = 10;

    private final CircuitBoard board;
    private final Intents intents;
    private final Catalogue catalogue;

    private final Clock clock;

    CircuitViews(CircuitBoard board, Intents intents, Catalogue catalogue, Clock clock) {
        this.clock = clock;
        this.board = board;
        this.intents = intents;
        this.catalogue = catalogue;
    }

    Answers.Shape opened(PauseAnswer answer) {
        Map<String, Object> body = new LinkedHashMap<>();
        describe(body, answer.pause());
        body.put("fencedAt", texts(answer.fencedAt()));
        body.put("pending", answer.pending());
        body.put("inFlight", tallies(answer.inFlight()));
        return new Answers.Shape(
                answer.pending().isEmpty() ? 201 : 202,
                Optional.of("/v1/circuit/pauses/" + answer.pause().pauseId()),
                body);
    }

    /** 202 where more people must ask before all of the pauses end. */
    Answers.Shape resumed(ResumptionAnswer answer) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("resumptionId", answer.resumptionId().toString());
        body.put("pauseIds", texts(answer.pauseIds()));
        if (!answer.waiting().isEmpty()) {
            body.put("waiting", answer.waiting().stream().map(CircuitViews::waiting).toList());
            body.put("askedAt", texts(answer.askedAt()));
        }
        body.put("decidedAt", texts(answer.decidedAt()));
        body.put("resumedAt", texts(answer.resumedAt()));
        body.put("pending", answer.pending());
        return new Answers.Shape(answer.waiting().isEmpty() ? 200 : 202, Optional.empty(), body);
    }

    private static Map<String, Object> waiting(ResumptionAsked asked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pauseId", asked.pauseId().toString());
        json.put("people", asked.people());
        json.put("needed", asked.needed());
        return json;
    }

    /** What a pause of the scope would hold and could not stop any more. */
    Answers.Shape dryRun(Scope scope) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dryRun", true);
        body.put("scope", Scopes.json(scope));
        body.put(
                "wouldHold",
                tallies(Tally.of(board.queues().flatMap(queue -> queue.queued(scope).stream()))));
        body.put("inFlight", tallies(inFlight(scope)));
        return Answers.Shape.ok(body);
    }

    /** Everything that is in force or draining. */
    Map<String, Object> circuit() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "pauses",
                known().filter(id -> isActive(id) || heldFor(id) > 0).map(this::pause).toList());
        List<Map<String, Object>> scopes = new ArrayList<>();
        Lanes.of(catalogue).forEach(lane -> scopes.add(lane(lane)));
        body.put("scopes", scopes);
        body.put("brokenGlass", brokenGlass());
        return body;
    }

    /** Also what no partition has heard of yet: this node releases nothing in its scope. */
    private Stream<PauseId> known() {
        return Stream.concat(
                        board.known().stream(), intents.pauses().stream().map(PauseOpened::pauseId))
                .distinct();
    }

    private boolean isActive(PauseId id) {
        return board.isActive(id) || (intents.pause(id).isPresent() && board.pause(id).isEmpty());
    }

    /** The last resumptions by one person alone where others were needed, newest first. */
    private List<Map<String, Object>> brokenGlass() {
        return board.known().stream()
                .flatMap(id -> board.decision(id).stream())
                .filter(decision -> decision.event().breakGlass())
                .sorted(Comparator.comparing(Decision::at).reversed())
                .limit(MOST_BROKEN_GLASS)
                .map(CircuitViews::brokenGlass)
                .toList();
    }

    private static Map<String, Object> brokenGlass(Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pauseId", decision.event().pauseId().toString());
        json.put("decidedBy", decision.event().decidedBy());
        json.put("reason", decision.event().reason());
        json.put("at", decision.at().toString());
        return json;
    }

    private Map<String, Object> lane(Lane lane) {
        Scope scope = new Scope.OfAssetAndNetwork(lane.asset(), lane.network());
        LaneState state = LaneState.of(lane, board);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asset", lane.asset().code());
        json.put("network", lane.network().name());
        json.put("state", state.wire());
        json.put("withdrawalsEnabled", state.isEnabled());
        json.put(
                "pauseIds", texts(board.active().stream().filter(id -> covers(id, lane)).toList()));
        json.put(
                "held",
                tallies(
                        Tally.of(
                                board.queues()
                                        .flatMap(queue -> queue.queued(scope).stream())
                                        .filter(CircuitViews::isHeld))));
        json.put("inFlight", tallies(inFlight(scope)));
        return json;
    }

    private boolean covers(PauseId id, Lane lane) {
        return board.pause(id)
                .map(pause -> pause.scope().covers(lane.asset(), lane.network()))
                .orElse(false);
    }

    private static boolean isHeld(Payout payout) {
        return payout.status() == io.sluice.ledger.withdrawal.WithdrawalStatus.HELD;
    }

    /** One pause with its fences, and how much of what it holds is left. */
    Map<String, Object> pause(PauseId id) {
        PauseOpened pause =
                board.pause(id)
                        .or(() -> intents.pause(id))
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ErrorCode.PAUSE_NOT_FOUND,
                                                "There is no such pause."));
        List<Fence> fences = board.fences(id);
        List<Resumed> ends = board.resumptions(id);
        Optional<Decision> decision = board.decision(id);
        Map<String, Object> json = new LinkedHashMap<>();
        describe(json, pause);
        end(json, pause);
        json.put("reason", pause.reason());
        pause.incident().ifPresent(incident -> json.put("incident", incident));
        json.put("openedBy", pause.openedBy());
        fences.stream()
                .map(Fence::at)
                .min(Comparator.naturalOrder())
                .ifPresent(at -> json.put("openedAt", at.toString()));
        json.put("active", isActive(id));
        json.put("status", status(id, decision, ends));
        json.put("fencedAt", fences.stream().map(fence -> fence.position().toString()).toList());
        json.put("pending", board.unfenced(id));
        json.put(
                "inFlightAtFence",
                tallies(Tally.sum(fences.stream().flatMap(f -> f.inFlight().stream()))));
        json.put("inFlight", tallies(inFlight(pause.scope())));
        json.put("heldLeft", heldFor(id));
        json.put("progress", progress(pause, decision, ends));
        List<Asking> askings = board.askings(id);
        if (decision.isEmpty() && !askings.isEmpty()) {
            json.put("needed", askings.getLast().event().needed());
            json.put("resumptionAskedBy", askings.stream().map(CircuitViews::asking).toList());
        }
        decision.ifPresent(decided -> json.put("resumption", resumption(id, decided, ends)));
        return json;
    }

    private static Map<String, Object> asking(Asking asking) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("who", asking.event().askedBy());
        json.put("at", asking.at().toString());
        json.put("reason", asking.event().reason());
        asking.event().ratePerSecond().ifPresent(rate -> json.put("ratePerSecond", rate));
        return json;
    }

    private String status(PauseId id, Optional<Decision> decision, List<Resumed> ends) {
        if (decision.isEmpty()) {
            return board.unfenced(id).isEmpty() ? "PAUSED" : "PAUSING";
        }
        if (ends.size() < board.size()) {
            return "RESUMING";
        }
        return heldFor(id) > 0 ? "DRAINING" : "RESUMED";
    }

    private Map<String, Object> resumption(PauseId id, Decision decided, List<Resumed> ends) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("resumptionId", decided.event().resumptionId().toString());
        json.put("reason", decided.event().reason());
        decided.event().ratePerSecond().ifPresent(rate -> json.put("ratePerSecond", rate));
        json.put("decidedBy", decided.event().decidedBy());
        json.put("askedBy", decided.event().askedBy());
        json.put("breakGlass", decided.event().breakGlass());
        json.put("decidedAt", decided.position().toString());
        ends.stream()
                .map(Resumed::at)
                .max(Comparator.<Instant>naturalOrder())
                .ifPresent(at -> json.put("at", at.toString()));
        json.put("resumedAt", ends.stream().map(end -> end.position().toString()).toList());
        json.put("pending", board.unresumed(id));
        return json;
    }

    /** Of all that this pause held: how many were released, went back, are left, or can't go. */
    private Map<String, Object> progress(
            PauseOpened pause, Optional<Decision> decision, List<Resumed> ends) {
        PauseId id = pause.pauseId();
        Drain drain = board.queues().map(queue -> queue.drain(id)).reduce(Drain.NONE, Drain::plus);
        long left = heldFor(id);
        long stuck = board.queues().mapToLong(queue -> queue.stuck(id)).sum();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("held", drain.held());
        json.put("released", drain.released());
        json.put("back", Math.max(0, drain.held() - drain.released() - left));
        json.put("left", left);
        json.put("stuck", stuck);
        List<PauseId> stoppedBy = decision.isPresent() && left > 0 ? stoppedBy(pause) : List.of();
        if (!stoppedBy.isEmpty()) {
            json.put("stoppedBy", texts(stoppedBy));
        } else if (decision.isPresent() && !ends.isEmpty()) {
            Instant resumedAt =
                    ends.stream().map(Resumed::at).max(Instant::compareTo).orElseThrow();
            OptionalLong rate =
                    board.queues().flatMapToLong(queue -> queue.ratePerSecond(id).stream()).min();
            new DrainProgress(drain.released(), Math.max(0, left - stuck))
                    .estimate(resumedAt, clock.instant(), rate)
                    .ifPresent(
                            end ->
                                    json.put(
                                            "estimate",
                                            end.truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        return json;
    }

    /** Other pauses in force that cover something which this one held. */
    private List<PauseId> stoppedBy(PauseOpened pause) {
        List<Lane> lanes =
                Lanes.of(catalogue).stream()
                        .filter(lane -> pause.scope().covers(lane.asset(), lane.network()))
                        .filter(lane -> board.queues().anyMatch(queue -> queue.held(lane) > 0))
                        .toList();
        return board.active().stream()
                .filter(id -> !id.equals(pause.pauseId()))
                .filter(id -> lanes.stream().anyMatch(lane -> covers(id, lane)))
                .toList();
    }

    private static void describe(Map<String, Object> json, PauseOpened pause) {
        json.put("pauseId", pause.pauseId().toString());
        json.put("scope", Scopes.json(pause.scope()));
        json.put("mode", pause.mode().name());
        json.put("reasonClass", pause.reasonClass().name());
        json.put("publicMessage", pause.publicMessage());
        pause.expectedEnd().ifPresent(end -> json.put("expectedEnd", end.toString()));
        if (pause.liftsAtEnd()) {
            json.put("liftAtEnd", true);
        }
    }

    /** The end that stands now, and who moved it last. */
    private void end(Map<String, Object> json, PauseOpened pause) {
        board.expectedEnd(pause).ifPresent(end -> json.put("expectedEnd", end.toString()));
        board.extension(pause.pauseId())
                .ifPresent(
                        last -> {
                            Map<String, Object> extension = new LinkedHashMap<>();
                            extension.put("number", last.event().number());
                            extension.put("reason", last.event().reason());
                            extension.put("decidedBy", last.event().decidedBy());
                            extension.put("at", last.at().toString());
                            extension.put("decidedAt", last.position().toString());
                            extension.put("pending", board.unextended(pause.pauseId()));
                            json.put("extension", extension);
                        });
    }

    private long heldFor(PauseId id) {
        return board.queues().mapToLong(queue -> queue.heldFor(id)).sum();
    }

    private List<Tally> inFlight(Scope scope) {
        return Tally.sum(board.queues().flatMap(queue -> queue.inFlight(scope).stream()));
    }

    private List<Map<String, Object>> tallies(List<Tally> tallies) {
        return tallies.stream().map(this::tally).toList();
    }

    /** A sum may be above what one amount can be, so it is rendered here. */
    private Map<String, Object> tally(Tally tally) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asset", tally.asset().code());
        json.put("count", tally.count());
        json.put(
                "amount",
                tally.units().compareTo(Amount.MOST_UNITS) <= 0
                        ? catalogue.render(tally.asset(), new Amount(tally.units()))
                        : new BigDecimal(tally.units(), catalogue.decimals(tally.asset()))
                                .toPlainString());
        return json;
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    /** Every pause, oldest first. */
    Stream<Map<String, Object>> pauses(Optional<Boolean> active) {
        return known().filter(id -> board.pause(id).isPresent() || intents.pause(id).isPresent())
                .filter(id -> active.isEmpty() || active.get() == isActive(id))
                .map(this::pause);
    }
}
