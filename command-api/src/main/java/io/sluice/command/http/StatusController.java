package io.sluice.command.http;

import io.sluice.command.circuit.CaughtUp;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.circuit.Fence;
import io.sluice.command.json.JsonWriter;
import io.sluice.command.payout.Lane;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.money.Catalogue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the public may know: no sign-in, nothing internal, cacheable. Whoever signed in sees how
 * many are held too, and that answer is kept by nobody.
 */
@RestController
final class StatusController {

    private static final String IF_NONE_MATCH = HttpHeaders.IF_NONE_MATCH;

    private final CaughtUp caughtUp;
    private final CircuitBoard board;
    private final List<Lane> lanes;

    StatusController(Circuit circuit, Catalogue catalogue) {
        this.caughtUp = circuit.caughtUp();
        this.board = circuit.board();
        this.lanes = Lanes.of(catalogue);
    }

    @GetMapping("/v1/status")
    ResponseEntity<byte[]> status(HttpServletRequest request) {
        caughtUp.require();
        boolean signedIn = request.getUserPrincipal() != null;
        boolean certain = caughtUp.servesAll();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("withdrawals", lanes.stream().map(lane -> lane(lane, certain, signedIn)).toList());
        byte[] json = JsonWriter.write(body);
        String tag = EntityTags.of(json);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(
                                EntityTags.isAmong(tag, request.getHeaders(IF_NONE_MATCH))
                                        ? HttpStatus.NOT_MODIFIED
                                        : HttpStatus.OK)
                        .eTag(tag)
                        .header(
                                HttpHeaders.CACHE_CONTROL,
                                signedIn ? "private, max-age=5" : "public, max-age=5")
                        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        return EntityTags.isAmong(tag, request.getHeaders(IF_NONE_MATCH))
                ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON).body(json);
    }

    private Map<String, Object> lane(Lane lane, boolean certain, boolean signedIn) {
        LaneState state = LaneState.of(lane, board).asKnown(certain);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asset", lane.asset().code());
        json.put("network", lane.network().name());
        json.put("withdrawalsEnabled", state.isEnabled());
        json.put("state", state.wire());
        speaking(lane).ifPresent(pause -> explain(json, pause));
        if (signedIn) {
            json.put("heldCount", board.queues().mapToLong(queue -> queue.held(lane)).sum());
        }
        return json;
    }

    /** Of several pauses, one that refuses speaks first, then the oldest. */
    private Optional<PauseOpened> speaking(Lane lane) {
        return LaneState.pauses(lane, board).stream()
                .min(Comparator.comparing(pause -> pause.mode() == PauseMode.REJECT ? 0 : 1));
    }

    private void explain(Map<String, Object> json, PauseOpened pause) {
        json.put("reasonClass", pause.reasonClass().name());
        json.put("message", pause.publicMessage());
        board.fences(pause.pauseId()).stream()
                .map(Fence::at)
                .min(Comparator.naturalOrder())
                .ifPresent(since -> json.put("since", since.toString()));
        board.expectedEnd(pause).ifPresent(end -> json.put("expectedEnd", end.toString()));
    }
}
