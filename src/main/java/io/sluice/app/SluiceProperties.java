package io.sluice.app;

import io.sluice.app.signin.SignInSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a node, {@code sluice.*}; explained in src/docs/operations.md.
 *
 * @param roles what this node does
 * @param data the data folder; holds broker and database when they are embedded, and the guard,
 *     pause intents and logs always
 * @param startWithin how long the partitions may take until they serve, after the last of the log
 *     that was read
 */
@ConfigurationProperties("sluice")
public record SluiceProperties(
        @DefaultValue({"command", "projection", "console"}) Set<Role> roles,
        @DefaultValue("data") Path data,
        @DefaultValue("60s") Duration startWithin,
        @DefaultValue Kafka kafka,
        @DefaultValue Postgres postgres,
        @DefaultValue Index index,
        @DefaultValue SignInSettings signIn) {

    boolean has(Role role) {
        return roles.contains(role);
    }

    /**
     * Where the ledger is.
     *
     * @param bootstrapServers of a cluster; without it a broker is started in this process
     * @param partitions of a ledger that is created; a ledger that exists must have as many
     * @param replicationFactor copies of the topic in a cluster; the embedded broker has one
     * @param minInsyncReplicas copies that must have an entry before it counts, in a cluster
     * @param flushMessages entries after which a broker of a cluster writes to disk; more than 1
     *     only where the copies have independent power
     */
    public record Kafka(
            Optional<String> bootstrapServers,
            @DefaultValue("4") int partitions,
            @DefaultValue("3") int replicationFactor,
            @DefaultValue("2") int minInsyncReplicas,
            @DefaultValue("1") long flushMessages) {}

    /**
     * Where the projections are.
     *
     * @param url JDBC; without it a PostgreSQL is started beside this process
     * @param maximumPoolSize connections of this node
     * @param programs where those of the PostgreSQL beside this process are unpacked; may be shared
     *     by nodes. Without it beside its data
     */
    public record Postgres(
            Optional<String> url,
            @DefaultValue("sluice") String username,
            @DefaultValue("") String password,
            @DefaultValue("10") int maximumPoolSize,
            Optional<String> programs) {}

    /**
     * How the partitions' indexes, in the data folder, are kept.
     *
     * @param memoryBytes outside the heap, for all partitions together and however long the log
     * @param recentEntries most entries at a partition's end that are kept in the heap
     * @param recentEvents most events of these
     * @param recentBytes most bytes that these have in the log
     */
    public record Index(
            @DefaultValue("268435456") long memoryBytes,
            @DefaultValue("2048") int recentEntries,
            @DefaultValue("65536") int recentEvents,
            @DefaultValue("16777216") long recentBytes) {}
}
