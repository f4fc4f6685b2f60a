/**
 * PostgreSQL's side of the ledger: the schema that the projections write, and a PostgreSQL that
 * runs beside the application when none is configured.
 */
@NullMarked
package io.sluice.migration;

import org.jspecify.annotations.NullMarked;
