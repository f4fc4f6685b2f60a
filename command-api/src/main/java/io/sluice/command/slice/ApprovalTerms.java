package io.sluice.command.slice;

import io.sluice.ledger.approval.ApprovalPolicy;
import java.util.function.BooleanSupplier;

/**
 * What decides which withdrawals a person must approve of, and which person.
 *
 * @param secondPerson whether whoever asked for a withdrawal may not decide on it
 * @param clockStepped whether this node's clock jumped lately; asked by any loop
 */
public record ApprovalTerms(
        ApprovalPolicy policy, boolean secondPerson, BooleanSupplier clockStepped) {

    /** Nothing needs approval. */
    public static final ApprovalTerms NONE =
            new ApprovalTerms(ApprovalPolicy.NONE, false, () -> false);
}
