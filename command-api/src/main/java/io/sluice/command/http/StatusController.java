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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the public may know: no sign-in, nothing internal, cacheable. */
@RestController
final class StatusController {

    private final CaughtUp caughtUp;
    private final CircuitBoard board;
    private final List<Lane> lanes;

    StatusController(Circuit circuit, Catalogue catalogue) {
        this.caughtUp = circuit.caughtUp();
        this.board = circuit.board();
        this.lanes = Lanes.of(catalogue);
    }

    @GetMapping("/v1/status")
    ResponseEntity<byte[]> status() {
        caughtUp.require();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("withdrawals", lanes.stream().map(this::lane).toList());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=5")
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonWriter.write(body));
    }

    private Map<String, Object> lane(Lane lane) {
        LaneState state = LaneState.of(lane, board);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asset", lane.asset().code());
        json.put("network", lane.network().name());
        json.put("withdrawalsEnabled", state.isEnabled());
        json.put("state", state.wire());
        speaking(lane).ifPresent(pause -> explain(json, pause));
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
