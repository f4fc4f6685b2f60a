package io.sluice.migration;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings schema {@code sluice} to the version that this build writes and reads. */
public final class Migrations {

    public static final String SCHEMA = "sluice";
    private static final String SCRIPTS = "classpath:db/migration/sluice";

    private Migrations() {}

    /**
     * Safe to call at every start and from several nodes at once: Flyway takes a lock. Blocks until
     * done.
     *
     * @return how many scripts were run
     * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached or holds
     *     another history
     */
    public static int migrate(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations(SCRIPTS)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
