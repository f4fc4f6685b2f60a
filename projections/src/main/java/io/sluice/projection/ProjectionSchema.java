package io.sluice.projection;

import javax.sql.DataSource;

/**
 * Brings the schema to the version that this build needs; called before the projection starts and
 * again each time until it returns, since PostgreSQL may come up late.
 */
@FunctionalInterface
public interface ProjectionSchema {

    /**
     * @throws RuntimeException when PostgreSQL cannot be reached or the schema cannot be brought up
     */
    void prepare(DataSource dataSource);
}
