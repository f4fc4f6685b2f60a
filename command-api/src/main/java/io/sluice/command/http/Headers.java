package io.sluice.command.http;

import io.sluice.command.bus.RandomIds;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What goes with a command: who, when, under which key. */
final class Headers {

    private final Clock clock;

    Headers(Clock clock) {
        this.clock = clock;
    }

    /** A key names one command within its account. */
    CommandHeader of(Incoming<?> incoming, AccountId account) {
        return header(
                incoming,
                new CommandKey(NamedIds.commandKey(account, incoming.key()), incoming.key()));
    }

    /** A key names one command within the circuit. */
    CommandHeader ofCircuit(Incoming<?> incoming) {
        return header(
                incoming, new CommandKey(NamedIds.circuitKey(incoming.key()), incoming.key()));
    }

    private CommandHeader header(Incoming<?> incoming, CommandKey key) {
        return new CommandHeader(
                RandomIds.next(),
                incoming.actor(),
                Optional.of(key),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
