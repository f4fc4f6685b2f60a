package io.sluice.ledger.approval;

import java.util.List;

/**
 * Why a withdrawal waits, and for whose approval it must not wait.
 *
 * @param rules those that fired, at least one, in the order of their declaration
 * @param requestedBy who asked for the withdrawal
 */
public record ApprovalNeed(List<ApprovalRule> rules, String requestedBy) {
    public ApprovalNeed {
        rules = List.copyOf(rules);
        if (rules.isEmpty() || !rules.equals(rules.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("not rules in their order: " + rules);
        }
    }
}
