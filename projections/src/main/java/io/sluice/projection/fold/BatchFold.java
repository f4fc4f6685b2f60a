package io.sluice.projection.fold;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.posting.Posting;
import io.sluice.ledger.posting.Postings;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows that a batch of events makes, computed without asking PostgreSQL: what was there before
 * is only added to. Not thread-safe.
 */
final class BatchFold {

    final Map<Integer, PartitionAdvance> partitions = new LinkedHashMap<>();
    final Map<String, AccountChange> accounts = new LinkedHashMap<>();
    final Map<BalanceChange.Key, BalanceChange> balances = new LinkedHashMap<>();
    final Map<UUID, WithdrawalChange> withdrawals = new LinkedHashMap<>();
    final List<TimelineLine> timeline = new ArrayList<>();
    final List<PostingLine> postings = new ArrayList<>();
    final List<CircuitChange> circuit = new ArrayList<>();

    record TimelineLine(PlacedEvent place, WithdrawalEvent event) {}

    record PostingLine(PlacedEvent place, int line, Posting posting) {}

    record CircuitChange(PlacedEvent place, CircuitEvent event) {}

    /**
     * @throws UnknownEventException when the event is not one of the ledger's
     */
    static BatchFold of(List<PlacedEvent> events) {
        BatchFold fold = new BatchFold();
        events.forEach(fold::add);
        return fold;
    }

    private void add(PlacedEvent place) {
        if (!(place.payload() instanceof LedgerEvent event)) {
            throw new UnknownEventException(place);
        }
        partitions.merge(
                place.partition(),
                PartitionAdvance.first(place),
                (before, _) -> before.then(place));
        post(place, event);
        switch (event) {
            case WithdrawalEvent e -> withdrawal(place, e);
            case AccountEvent e -> account(place, e);
            case CircuitEvent e -> circuit.add(new CircuitChange(place, e));
        }
    }

    private void post(PlacedEvent place, LedgerEvent event) {
        int line = 0;
        for (Posting posting : Postings.of(event)) {
            postings.add(new PostingLine(place, line++, posting));
            posting.account()
                    .accountId()
                    .ifPresent(
                            account ->
                                    balances.compute(
                                            new BalanceChange.Key(account.value(), posting.asset()),
                                            (_, before) ->
                                                    Optional.ofNullable(before)
                                                            .orElse(BalanceChange.NONE)
                                                            .post(
                                                                    posting.account().book(),
                                                                    posting.signedUnits())));
        }
    }

    private void account(PlacedEvent place, AccountEvent event) {
        switch (event) {
            case AccountOpened _ ->
                    accounts.put(
                            event.accountId().value(),
                            new AccountChange(
                                    event.accountId().value(),
                                    place.partition(),
                                    AccountStatus.OPEN,
                                    Optional.of(place.at()),
                                    place.at()));
            case AccountFrozen _ -> status(place, event, AccountStatus.FROZEN);
            case AccountUnfrozen _ -> status(place, event, AccountStatus.OPEN);
            case AccountClosed _ -> status(place, event, AccountStatus.CLOSED);
            case DepositCredited _ -> {}
            case WithdrawalEvent _ -> throw new IllegalArgumentException("has its own way");
        }
    }

    private void status(PlacedEvent place, AccountEvent event, AccountStatus status) {
        String id = event.accountId().value();
        AccountChange before =
                accounts.getOrDefault(
                        id,
                        new AccountChange(
                                id, place.partition(), status, Optional.empty(), place.at()));
        accounts.put(id, before.to(status, place.at()));
    }

    private void withdrawal(PlacedEvent place, WithdrawalEvent event) {
        timeline.add(new TimelineLine(place, event));
        UUID id = event.withdrawalId().value();
        WithdrawalChange before =
                withdrawals.getOrDefault(
                        id,
                        new WithdrawalChange(
                                id,
                                place.partition(),
                                Optional.empty(),
                                WithdrawalStatus.REQUESTED,
                                Optional.empty(),
                                new LinkedHashSet<>(),
                                place.at()));
        withdrawals.put(id, next(before, place, event));
    }

    private static WithdrawalChange next(
            WithdrawalChange before, PlacedEvent place, WithdrawalEvent event) {
        return switch (event) {
            case WithdrawalRequested e -> requested(before, place, e);
            case WithdrawalHeld e -> before.held(e.pauseIds(), place.at());
            case WithdrawalReleased _ -> before.to(WithdrawalStatus.RELEASED, place.at());
            case WithdrawalSubmitted _ -> before.to(WithdrawalStatus.SUBMITTED, place.at());
            case WithdrawalSettled _ -> before.to(WithdrawalStatus.SETTLED, place.at());
            case WithdrawalFailed _ -> before.to(WithdrawalStatus.FAILED, place.at());
            case WithdrawalOutcomeUnknown _ -> before.to(WithdrawalStatus.UNKNOWN, place.at());
            case WithdrawalCancelled _ -> before.to(WithdrawalStatus.CANCELLED, place.at());
            case WithdrawalApproved _ -> before.to(WithdrawalStatus.REQUESTED, place.at());
            case WithdrawalRejected _ -> before.to(WithdrawalStatus.REJECTED, place.at());
            case WithdrawalExpired _ -> before.to(WithdrawalStatus.CANCELLED, place.at());
        };
    }

    private static WithdrawalChange requested(
            WithdrawalChange before, PlacedEvent place, WithdrawalRequested e) {
        WithdrawalTerms terms = WithdrawalTerms.of(e);
        return new WithdrawalChange(
                before.id(),
                before.partition(),
                Optional.of(new WithdrawalChange.Requested(terms, place.at())),
                e.approval().isPresent()
                        ? WithdrawalStatus.AWAITING_APPROVAL
                        : WithdrawalStatus.REQUESTED,
                before.heldBy(),
                before.pauseIds(),
                place.at());
    }
}
