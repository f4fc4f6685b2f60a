package io.sluice.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.bench.AxonAccount.AccountFunded;
import io.sluice.bench.AxonAccount.RequestWithdrawal;
import io.sluice.bench.AxonAccount.WithdrawalRequested;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.eventsourcing.EventSourcedEntityFactory;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateBasedJpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateBasedJpaEventStorageEngineConfiguration;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.conversion.EventConverter;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * An application on Axon's own event store in PostgreSQL: its JPA storage engine, its repository,
 * its command bus, its JSON, as {@code EventSourcingConfigurer} puts them together. What was set
 * apart from the defaults is set to be quicker.
 */
final class AxonJpaStore implements AutoCloseable {

    private static final String TAG = "account";
    private static final MessageType FUNDED = new MessageType(AccountFunded.class);
    private static final MessageType REQUEST = new MessageType(RequestWithdrawal.class);
    private static final MessageType REQUESTED = new MessageType(WithdrawalRequested.class);
    private static final int SOURCING_BATCH = 100;
    private static final int SETUP_AT_ONCE = 1_000;
    private static final int SECONDS = 60;

    private final HikariDataSource pool;
    private final EntityManagerFactory entities;
    private final JpaTransactions transactions;
    private final AxonConfiguration axon;
    private final CommandBus bus;

    /** Makes its table, dropping the one that is there. */
    AxonJpaStore(String jdbcUrl, int connections) {
        pool = pool(jdbcUrl, connections);
        entities =
                new PersistenceConfiguration("axon")
                        .managedClass(AggregateEventEntry.class)
                        .mappingFile("META-INF/axon-orm.xml")
                        .properties(
                                Map.of(
                                        "jakarta.persistence.nonJtaDataSource",
                                        pool,
                                        "jakarta.persistence.schema-generation.database.action",
                                        "drop-and-create",
                                        "hibernate.connection.provider_disables_autocommit",
                                        true,
                                        "hibernate.jdbc.batch_size",
                                        50))
                        .createEntityManagerFactory();
        transactions = new JpaTransactions(entities);
        axon =
                EventSourcingConfigurer.create()
                        .componentRegistry(
                                registry ->
                                        registry.registerComponent(
                                                TransactionManager.class, c -> transactions))
                        .registerTagResolver(c -> AxonJpaStore::tags)
                        .registerEventStorageEngine(this::engine)
                        .registerEntity(accounts())
                        .build();
        axon.start();
        bus = axon.getComponent(CommandBus.class);
    }

    private static HikariDataSource pool(String jdbcUrl, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    /**
     * By default it asks for another batch until one is empty, which costs every command one query.
     */
    private EventStorageEngine engine(Configuration configuration) {
        return new AggregateBasedJpaEventStorageEngine(
                transactions,
                transactions,
                configuration.getComponent(EventConverter.class),
                (AggregateBasedJpaEventStorageEngineConfiguration settings) ->
                        settings.batchSize(SOURCING_BATCH)
                                .finalBatchPredicate(batch -> batch.size() < SOURCING_BATCH)
                                .persistenceExceptionResolver(new SQLStateResolver()));
    }

    private static Set<Tag> tags(EventMessage event) {
        return switch (event.payload()) {
            case AccountFunded funded -> Set.of(new Tag(TAG, funded.accountId()));
            case WithdrawalRequested requested -> Set.of(new Tag(TAG, requested.accountId()));
            case null, default -> throw new IllegalStateException("unknown event " + event.type());
        };
    }

    private static EventSourcedEntityModule<String, AxonAccount> accounts() {
        return EventSourcedEntityModule.declarative(String.class, AxonAccount.class)
                .messagingModel(
                        (c, model) -> {
                            EventConverter converter = c.getComponent(EventConverter.class);
                            return model.instanceCommandHandler(
                                            REQUEST.qualifiedName(), AxonJpaStore::handle)
                                    .entityEvolver(
                                            (account, event, _) ->
                                                    evolve(account, event, converter))
                                    .build();
                        })
                .entityFactory(c -> EventSourcedEntityFactory.fromIdentifier(AxonAccount::unknown))
                .criteriaResolver(c -> (id, _) -> EventCriteria.havingTags(TAG, id))
                .entityIdResolver(c -> (message, _) -> command(message).accountId());
    }

    private static RequestWithdrawal command(Message message) {
        return (RequestWithdrawal) Objects.requireNonNull(message.payload());
    }

    private static <T> T payload(EventMessage event, Class<T> type, EventConverter converter) {
        return Objects.requireNonNull(event.payloadAs(type, converter));
    }

    private static MessageStream.Single<CommandResultMessage> handle(
            CommandMessage message, AxonAccount account, ProcessingContext context) {
        RequestWithdrawal command = command(message);
        if (!account.covers(command)) {
            return MessageStream.failed(
                    new IllegalStateException("no funds in " + command.accountId()));
        }
        EventAppender.forContext(context).append(AxonAccount.requested(command));
        return MessageStream.just(
                new GenericCommandResultMessage(message.type(), command.withdrawalId()));
    }

    private static AxonAccount evolve(
            AxonAccount account, EventMessage event, EventConverter converter) {
        QualifiedName name = event.type().qualifiedName();
        if (name.equals(REQUESTED.qualifiedName())) {
            return account.after(payload(event, WithdrawalRequested.class, converter));
        }
        if (name.equals(FUNDED.qualifiedName())) {
            return account.after(payload(event, AccountFunded.class, converter));
        }
        throw new IllegalStateException("unknown event " + name);
    }

    /**
     * Handles the command on the caller's thread, in one transaction around everything that Axon
     * does: by itself it would read in one and append in another, and be slower by a round trip.
     *
     * @throws RuntimeException when it was not accepted; nothing happened then
     */
    void withdraw(UUID id, String accountId) {
        Transaction transaction = transactions.startTransaction();
        try {
            CommandResultMessage result =
                    bus.dispatch(command(id, accountId), null)
                            .orTimeout(SECONDS, TimeUnit.SECONDS)
                            .join();
            if (!id.equals(result.payload())) {
                throw new IllegalStateException("answered " + result);
            }
            transaction.commit();
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
    }

    private static CommandMessage command(UUID id, String accountId) {
        return new GenericCommandMessage(
                REQUEST,
                new RequestWithdrawal(
                        id,
                        accountId,
                        Terms.ASSET,
                        Terms.NETWORK,
                        Terms.AMOUNT,
                        Terms.FEE,
                        Terms.ADDRESS));
    }

    /** Gives every account its first event, many in a transaction. */
    void fundAccounts(int accounts) {
        EventStorageEngine engine = axon.getComponent(EventStorageEngine.class);
        for (int from = 0; from < accounts; from += SETUP_AT_ONCE) {
            List<TaggedEventMessage<?>> events =
                    IntStream.range(from, Math.min(accounts, from + SETUP_AT_ONCE))
                            .<TaggedEventMessage<?>>mapToObj(AxonJpaStore::funded)
                            .toList();
            engine.appendEvents(AppendCondition.none(), null, events)
                    .thenCompose(append -> append.commit(null))
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static TaggedEventMessage<?> funded(int number) {
        String id = Terms.account(number);
        return new GenericTaggedEventMessage<>(
                new GenericEventMessage(FUNDED, new AccountFunded(id, Terms.ASSET, Terms.FUNDS)),
                Set.of(new Tag(TAG, id)));
    }

    @Override
    public void close() {
        axon.shutdown();
        entities.close();
        pool.close();
    }
}
