package io.sluice.command.bus;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.CircuitCommand;
import io.sluice.ledger.id.AccountId;
import io.sluice.log.LedgerReader;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;

/**
 * Sends commands to the partitions that decide them. Futures complete on a partition's loop: go on
 * elsewhere with anything slow.
 */
public final class Commands {

    private static final String VERSION = "1";

    private final CommandBus bus;
    private final LedgerReader reader;
    private final Clock clock;
    private final Duration patience;

    /**
     * @param patience for how long a decision that was lost to something foreign is taken again
     */
    public Commands(CommandBus bus, LedgerReader reader, Clock clock, Duration patience) {
        this.bus = bus;
        this.reader = reader;
        this.clock = clock;
        this.patience = patience;
    }

    public CompletableFuture<CommandOutcome> send(AccountCommand command, CommandHeader header) {
        return send(command.name(), command, header, routeOf(command.accountId()));
    }

    /** Sends to one partition's copy of the circuit. */
    public CompletableFuture<CommandOutcome> send(
            CircuitCommand command, CommandHeader header, int partition) {
        return send(
                ((LedgerCommand) command).name(), command, header, Route.toPartition(partition));
    }

    /**
     * @param name under which a slice was subscribed
     */
    public CompletableFuture<CommandOutcome> send(
            String name, Object command, CommandHeader header, Route route) {
        Issued<?> issued =
                new Issued<>(name, command, header, route, clock.instant().plus(patience));
        return bus.dispatch(new GenericCommandMessage(new MessageType(name, VERSION), issued), null)
                .thenApply(result -> (CommandOutcome) Objects.requireNonNull(result.payload()));
    }

    public Route routeOf(AccountId account) {
        return new Route(reader.partitionOf(account.value()), Optional.of(account.value()));
    }
}
