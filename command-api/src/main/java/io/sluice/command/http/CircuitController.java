package io.sluice.command.http;

import io.sluice.command.circuit.Circuit;
import io.sluice.command.circuit.PauseAnswer;
import io.sluice.command.circuit.ResumptionAnswer;
import io.sluice.command.circuit.Resumptions;
import io.sluice.command.json.Fields;
import io.sluice.command.json.JsonWriter;
import io.sluice.command.json.Malformed;
import io.sluice.ledger.id.PauseId;
import io.sluice.log.LogPosition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pauses, resumptions, and what the circuit is now. */
@RestController
final class CircuitController {

    private static final int MOST_PAUSES = 100;
    private static final int HIGHEST_RATE = 1_000_000;

    private final Circuit circuit;
    private final CircuitViews views;
    private final Freshness freshness;
    private final AlarmViews alarms;
    private final Headers headers;

    CircuitController(
            Circuit circuit,
            CircuitViews views,
            Freshness freshness,
            AlarmViews alarms,
            HttpEdge edge) {
        this.circuit = circuit;
        this.views = views;
        this.freshness = freshness;
        this.alarms = alarms;
        this.headers = edge.headers();
    }

    @PostMapping("/v1/circuit/pauses")
    ResponseEntity<byte[]> pause(HttpServletRequest request) {
        Incoming<PauseBody> incoming = Incoming.read(request, PauseBody::parse);
        if (incoming.body().dryRun()) {
            circuit.caughtUp().require();
            return Answers.render(
                    views.dryRun(incoming.body().command().scope()), List.of(), false);
        }
        try {
            PauseAnswer answer =
                    circuit.pauses().open(incoming.body().command(), headers.ofCircuit(incoming));
            return Answers.render(views.opened(answer), answer.fencedAt(), answer.repeated());
        } catch (RuntimeException failure) {
            throw Answers.asRefusal(failure);
        }
    }

    private static Resumptions.Call resumption(Fields body) {
        List<PauseId> ids =
                body.texts("pauseIds", MOST_PAUSES, Texts.LONGEST_CODE).stream()
                        .map(text -> Paths.pause("pauseIds", text))
                        .toList();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw Malformed.field("pauseIds", "names a pause twice");
        }
        return new Resumptions.Call(
                ids,
                Texts.reason(body),
                body.optionalCount("ratePerSecond", HIGHEST_RATE),
                body.optionalTruth("breakGlass").orElse(false));
    }

    @PostMapping("/v1/circuit/resumptions")
    ResponseEntity<byte[]> resume(HttpServletRequest request) {
        Incoming<Resumptions.Call> incoming = Incoming.read(request, CircuitController::resumption);
        try {
            ResumptionAnswer answer =
                    circuit.resumptions().resume(incoming.body(), headers.ofCircuit(incoming));
            List<LogPosition> positions =
                    Stream.of(answer.askedAt(), answer.decidedAt(), answer.resumedAt())
                            .flatMap(List::stream)
                            .toList();
            return Answers.render(views.resumed(answer), positions, answer.repeated());
        } catch (RuntimeException failure) {
            throw Answers.asRefusal(failure);
        }
    }

    /**
     * Linearizable where the partitions' owners answer; names those that did not, and those that
     * were never read: what they say of the circuit is not in here.
     */
    @GetMapping("/v1/circuit")
    ResponseEntity<byte[]> circuit() {
        Freshness.Seen seen = freshness.settle();
        Map<String, Object> body = views.circuit();
        body.put("failClosed", TakeoverController.failClosed(circuit.takeover()));
        body.put("alarms", alarms.json());
        body.put("positions", seen.positions().stream().map(String::valueOf).toList());
        body.put("stale", seen.stale());
        return json(body);
    }

    @GetMapping("/v1/circuit/pauses")
    ResponseEntity<byte[]> pauses(
            @RequestParam(name = "active", required = false) @Nullable String active) {
        circuit.caughtUp().require();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("pauses", views.pauses(Optional.ofNullable(active).map(this::truth)).toList());
        return json(body);
    }

    private boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Malformed.field("active", "must be true or false");
        };
    }

    @GetMapping("/v1/circuit/pauses/{pauseId}")
    ResponseEntity<byte[]> pause(@PathVariable("pauseId") String pauseId) {
        circuit.caughtUp().require();
        return json(views.pause(Paths.pause("pauseId", pauseId)));
    }

    private static ResponseEntity<byte[]> json(Map<String, Object> body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonWriter.write(body));
    }
}
