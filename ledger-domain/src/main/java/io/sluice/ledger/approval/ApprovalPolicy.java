package io.sluice.ledger.approval;

import static io.sluice.ledger.approval.ApprovalRule.AMOUNT;
import static io.sluice.ledger.approval.ApprovalRule.CLOCK;
import static io.sluice.ledger.approval.ApprovalRule.DAILY_AMOUNT;
import static io.sluice.ledger.approval.ApprovalRule.NEW_DESTINATION;

import io.sluice.ledger.account.RecentRequests;
import io.sluice.ledger.command.DecisionTime;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which withdrawals a person must approve of. What it looks at comes from the account's own
 * partition of the log and is part of the decision's condition.
 *
 * @param from a single withdrawal of at least that much needs approval; the fee does not count
 * @param perDay what goes by itself of one account within 24 hours, the withdrawal in question
 *     included
 * @param newDestinations whether the first withdrawal to a destination needs approval
 */
public record ApprovalPolicy(
        Map<Asset, Amount> from, Map<Asset, Amount> perDay, boolean newDestinations) {

    /** Nothing needs approval. */
    public static final ApprovalPolicy NONE = new ApprovalPolicy(Map.of(), Map.of(), false);

    public ApprovalPolicy {
        from = Map.copyOf(from);
        perDay = Map.copyOf(perDay);
    }

    /**
     * The rules that fire, in the order of their declaration; none where it goes by itself.
     *
     * @param destinationKnown whether the account had a withdrawal queued there before
     */
    public List<ApprovalRule> firing(
            RequestWithdrawal request,
            RecentRequests recent,
            boolean destinationKnown,
            DecisionTime time) {
        List<ApprovalRule> firing = new ArrayList<>();
        if (isReached(from.get(request.asset()), request.amount())) {
            firing.add(AMOUNT);
        }
        Optional<Amount> daily = Optional.ofNullable(perDay.get(request.asset()));
        Amount withIt = recent.lately(request.asset(), time.at(), request.amount());
        if (daily.filter(most -> !most.covers(withIt)).isPresent()) {
            firing.add(DAILY_AMOUNT);
        }
        if (newDestinations && !destinationKnown) {
            firing.add(NEW_DESTINATION);
        }
        if (daily.isPresent() && time.stepped()) {
            firing.add(CLOCK);
        }
        return firing;
    }

    private static boolean isReached(@org.jspecify.annotations.Nullable Amount least, Amount by) {
        return least != null && by.covers(least);
    }
}
