/**
 * What may be asked of the ledger, what it answers, and how a command that was asked before is
 * recognised.
 */
@NullMarked
package io.sluice.ledger.command;

import org.jspecify.annotations.NullMarked;
