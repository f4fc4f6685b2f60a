/** Linearizable reads from the partitions' owners, also while PostgreSQL is down. */
@NullMarked
package io.sluice.command.reads;

import org.jspecify.annotations.NullMarked;
