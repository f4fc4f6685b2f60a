package io.sluice.command.http;

import io.sluice.command.json.JsonWriter;
import io.sluice.command.json.JsonWriter.RawJson;
import io.sluice.command.json.Malformed;
import io.sluice.log.CountedEntry;
import io.sluice.log.LedgerReader;
import io.sluice.log.PayloadCodec;
import io.sluice.log.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The counted entries themselves, for auditors. */
@RestController
final class AuditController {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final int MOST_DIGITS = 18;

    private final LedgerReader reader;
    private final PayloadCodec payloads;

    AuditController(LedgerReader reader, PayloadCodec payloads) {
        this.reader = reader;
        this.payloads = payloads;
    }

    @GetMapping("/v1/audit/entries")
    ResponseEntity<byte[]> entries(
            @RequestParam(name = "partition", required = false) @Nullable String partition,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "limit", required = false) @Nullable String limit) {
        long at =
                number("partition", partition)
                        .orElseThrow(() -> Malformed.field("partition", "is missing"));
        if (at >= reader.partitions()) {
            throw Malformed.field("partition", "must be below " + reader.partitions());
        }
        long most = number("limit", limit).orElse((long) USUAL_LIMIT);
        if (most < 1 || most > MOST) {
            throw Malformed.field("limit", "must be 1 to " + MOST);
        }
        List<CountedEntry> entries =
                reader.entries((int) at, number("from", from).orElse(0L), (int) most);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("entries", entries.stream().map(this::entry).toList());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonWriter.write(body));
    }

    private static Optional<Long> number(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        boolean plain =
                !text.isEmpty()
                        && text.length() <= MOST_DIGITS
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!plain) {
            throw Malformed.field(name, "must be a whole number");
        }
        return Optional.of(Long.parseLong(text));
    }

    private Map<String, Object> entry(CountedEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("position", entry.position().toString());
        json.put("partition", entry.position().partition());
        json.put("offset", entry.position().offset());
        json.put("head", entry.head().toString());
        json.put("time", entry.time().toString());
        entry.barrier().ifPresent(barrier -> json.put("barrier", barrier));
        List<Map<String, Object>> events = new ArrayList<>();
        long sequence = entry.firstSequence();
        for (StoredEvent event : entry.events()) {
            events.add(event(event, sequence));
            sequence++;
        }
        json.put("events", events);
        return json;
    }

    private Map<String, Object> event(StoredEvent event, long sequence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", sequence);
        json.put("id", event.id());
        json.put("type", event.type());
        json.put("version", event.version());
        json.put("time", event.time().toString());
        json.put("tags", event.tags().stream().map(t -> List.of(t.name(), t.value())).toList());
        json.put("meta", new TreeMap<>(event.meta()));
        json.put(
                "payload",
                new RawJson(
                        new String(
                                payloads.encode(event.type(), event.version(), event.payload()),
                                StandardCharsets.UTF_8)));
        return json;
    }
}
