/**
 * The read side: events of the ledger become rows in PostgreSQL, and rows become answers. It never
 * feeds decisions; when PostgreSQL is down, reads of one thing come from the partition's owner.
 */
@NullMarked
package io.sluice.projection;

import org.jspecify.annotations.NullMarked;
