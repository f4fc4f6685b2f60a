package io.sluice.command.bus;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.id.NamedIds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the log says about an event beside its payload (src/docs/events.md). */
public final class EventMeta {

    public static final String COMMAND = "command";
    public static final String ACTOR = "actor";
    public static final String KEY = "key";

    private EventMeta() {}

    static Map<String, String> of(String command, CommandHeader header) {
        Map<String, String> meta = new LinkedHashMap<>();
        meta.put(COMMAND, command);
        meta.put(ACTOR, header.actor());
        header.key().ifPresent(key -> meta.put(KEY, key.raw()));
        return meta;
    }

    /** The key that the event's command came with, its id made again from its raw text. */
    static Optional<CommandKey> key(LedgerEvent event, Map<String, String> meta) {
        return Optional.ofNullable(meta.get(KEY))
                .map(
                        raw ->
                                switch (event) {
                                    case AccountEvent about ->
                                            new CommandKey(
                                                    NamedIds.commandKey(about.accountId(), raw),
                                                    raw);
                                    case CircuitEvent circuit ->
                                            new CommandKey(NamedIds.circuitKey(raw), raw);
                                });
    }
}
