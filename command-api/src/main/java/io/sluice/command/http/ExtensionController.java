package io.sluice.command.http;

import io.sluice.command.circuit.Circuit;
import io.sluice.command.circuit.ExtensionAnswer;
import io.sluice.command.json.Fields;
import io.sluice.command.json.Malformed;
import io.sluice.ledger.command.LedgerCommand.ExtendPause;
import io.sluice.ledger.id.PauseId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the expected end of a pause. */
@RestController
final class ExtensionController {

    /** To move the end of a pause that lifts itself to an earlier time is to resume. */
    private static final String MAY_RESUME = "circuit:resume";

    private final Circuit circuit;
    private final Headers headers;

    ExtensionController(Circuit circuit, HttpEdge edge) {
        this.circuit = circuit;
        this.headers = edge.headers();
    }

    private record Body(Instant expectedEnd, String reason) {
        static Body parse(Fields body) {
            Instant end =
                    body.optionalTime("expectedEnd")
                            .orElseThrow(() -> Malformed.field("expectedEnd", "is missing"));
            return new Body(end.truncatedTo(ChronoUnit.MICROS), Texts.reason(body));
        }
    }

    @PostMapping("/v1/circuit/pauses/{pauseId}/extension")
    ResponseEntity<byte[]> extend(
            @PathVariable("pauseId") String pauseId, HttpServletRequest request) {
        PauseId id = Paths.pause("pauseId", pauseId);
        Incoming<Body> incoming = Incoming.read(request, Body::parse);
        ExtendPause command =
                new ExtendPause(
                        id,
                        incoming.body().expectedEnd(),
                        incoming.body().reason(),
                        mayResume(request));
        try {
            ExtensionAnswer answer =
                    circuit.extensions().extend(command, headers.ofCircuit(incoming));
            return Answers.render(shape(answer), List.of(answer.decidedAt()), answer.repeated());
        } catch (RuntimeException failure) {
            throw Answers.asRefusal(failure);
        }
    }

    /** Without sign-in everyone who can reach the port is the operator. */
    private static boolean mayResume(HttpServletRequest request) {
        return request.getUserPrincipal() == null || request.isUserInRole(MAY_RESUME);
    }

    private static Answers.Shape shape(ExtensionAnswer answer) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("pauseId", answer.event().pauseId().toString());
        body.put("extensionId", answer.event().extensionId().toString());
        body.put("number", answer.event().number());
        body.put("expectedEnd", answer.event().expectedEnd().toString());
        body.put("pending", answer.pending());
        return new Answers.Shape(200, Optional.empty(), body);
    }
}
