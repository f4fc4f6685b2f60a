/** Worlds for the tests: a real ledger node on a log in memory. */
@NullMarked
package io.sluice.command;

import org.jspecify.annotations.NullMarked;
