/** Why not: the error codes in their order of precedence. */
@NullMarked
package io.sluice.ledger.refusal;

import org.jspecify.annotations.NullMarked;
