package io.sluice.projection.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.UnitOfWork;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkConfiguration;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;

/**
 * Units of work that are each one transaction on one connection, kept in the processing context:
 * whoever writes in it, token store or rows, writes in the same transaction. All phases run on the
 * caller's thread, because a connection does not wander between threads.
 */
final class PostgresWork implements UnitOfWorkFactory {

    private static final Context.ResourceKey<Connection> CONNECTION =
            Context.ResourceKey.withLabel("sluice.projection.connection");

    private final DataSource dataSource;
    private final Duration networkTimeout;
    private final Consumer<Throwable> onFailure;
    private final SimpleUnitOfWorkFactory delegate =
            new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE);

    /**
     * @param networkTimeout after which a PostgreSQL that does not answer counts as gone
     * @param onFailure hears of whatever ended a unit of work, on its thread
     */
    PostgresWork(DataSource dataSource, Duration networkTimeout, Consumer<Throwable> onFailure) {
        this.dataSource = dataSource;
        this.networkTimeout = networkTimeout;
        this.onFailure = onFailure;
    }

    /**
     * The transaction's connection.
     *
     * @throws IllegalStateException outside of such a unit of work
     */
    static Connection connection(ProcessingContext context) {
        if (!context.containsResource(CONNECTION)) {
            throw new IllegalStateException("no PostgreSQL transaction in this processing context");
        }
        return context.getResource(CONNECTION);
    }

    @Override
    public UnitOfWork create(
            String identifier,
            Function<UnitOfWorkConfiguration, UnitOfWorkConfiguration> customization) {
        UnitOfWork work =
                delegate.create(
                        identifier,
                        customization.andThen(UnitOfWorkConfiguration::forcedSameThreadInvocation));
        work.runOnPreInvocation(this::begin);
        work.runOnCommit(PostgresWork::commit);
        work.onError(
                (context, _, error) -> {
                    rollback(context, error);
                    onFailure.accept(error);
                });
        return work;
    }

    private void begin(ProcessingContext context) {
        try {
            Connection connection = dataSource.getConnection();
            context.putResource(CONNECTION, connection);
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(networkTimeout.toMillis()));
            connection.setAutoCommit(false);
        } catch (SQLException unreachable) {
            throw new DatabaseFailure("no transaction", unreachable);
        }
    }

    private static void commit(ProcessingContext context) {
        try (Connection connection = connection(context)) {
            connection.commit();
        } catch (SQLException unknownOutcome) {
            throw new DatabaseFailure("commit failed; the token will tell", unknownOutcome);
        }
    }

    private static void rollback(ProcessingContext context, Throwable cause) {
        if (!context.containsResource(CONNECTION)) {
            return;
        }
        try (Connection connection = connection(context)) {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException brokenAnyway) {
            cause.addSuppressed(brokenAnyway);
        }
    }
}
