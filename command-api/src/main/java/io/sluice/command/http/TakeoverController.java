package io.sluice.command.http;

import io.sluice.command.circuit.Circuit;
import io.sluice.command.circuit.Takeover;
import io.sluice.command.json.Fields;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets withdrawals go where a node fails closed for want of partitions that it cannot read. */
@RestController
final class TakeoverController {

    private final Takeover takeover;

    TakeoverController(Circuit circuit) {
        this.takeover = circuit.takeover();
    }

    @PostMapping("/v1/circuit/overrides")
    ResponseEntity<byte[]> overrule(HttpServletRequest request) {
        Incoming<String> incoming = Incoming.read(request, (Fields body) -> Texts.reason(body));
        Takeover.Overruled given = takeover.overrule(incoming.body(), incoming.actor());
        return Answers.render(Answers.Shape.ok(json(given)), List.of(), false);
    }

    /** For whoever looks at the circuit. */
    static Map<String, Object> failClosed(Takeover takeover) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("holds", takeover.holds());
        json.put("unread", takeover.unread());
        takeover.overruled().ifPresent(given -> json.put("override", json(given)));
        return json;
    }

    private static Map<String, Object> json(Takeover.Overruled given) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unread", given.unread());
        json.put("reason", given.reason());
        json.put("by", given.by());
        json.put("at", given.at().toString());
        return json;
    }
}
