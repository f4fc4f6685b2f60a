package io.sluice.ledger.command;

import io.sluice.ledger.event.LedgerEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the first command with an idempotency key led to: what tag {@code key} finds. It is in the
 * log, so it is known for as long as the ledger lives; no cache, nothing expires.
 */
public sealed interface FirstOutcome {

    static FirstOutcome initial() {
        return new None();
    }

    /**
     * The state after one more event with that key, in the order of the log.
     *
     * @param commandName the event's meta {@code command}
     * @param rawKey the event's meta {@code key}
     * @param sequence the event's number within its partition
     * @throws IllegalStateException when one key's id was written for two keys or commands
     */
    default FirstOutcome evolve(
            String commandName, String rawKey, LedgerEvent event, long sequence) {
        return switch (this) {
            case None _ -> new Known(rawKey, commandName, List.of(event), sequence);
            case Known known -> known.and(commandName, rawKey, event);
        };
    }

    /** The key is new. */
    record None() implements FirstOutcome {}

    /**
     * @param firstSequence the number of the first of the events
     */
    record Known(String rawKey, String commandName, List<LedgerEvent> events, long firstSequence)
            implements FirstOutcome {
        public Known {
            events = List.copyOf(events);
        }

        private Known and(String nextCommand, String nextRawKey, LedgerEvent event) {
            if (!commandName.equals(nextCommand) || !rawKey.equals(nextRawKey)) {
                throw new IllegalStateException(
                        "one key id for two commands: " + this + " and " + event);
            }
            List<LedgerEvent> all = Stream.concat(events.stream(), Stream.of(event)).toList();
            return new Known(rawKey, commandName, all, firstSequence);
        }
    }
}
