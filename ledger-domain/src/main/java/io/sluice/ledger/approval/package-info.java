/** When a withdrawal needs a person's approval: the policy, and the facts that it looks at. */
@NullMarked
package io.sluice.ledger.approval;

import org.jspecify.annotations.NullMarked;
