/** Accounts: status, balances, deposits, and the decisions that change them. */
@NullMarked
package io.sluice.ledger.account;

import org.jspecify.annotations.NullMarked;
