package io.sluice.ledger.withdrawal;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who did the first half: who requested a withdrawal, and who said that its outcome is not known.
 * Neither of them may be the one who approves it, or who gives its money back. Folded from the
 * withdrawal's events and the actors in their meta.
 */
public record WithdrawalPeople(Set<String> requested, Set<String> doubted) {

    public WithdrawalPeople {
        requested = Set.copyOf(requested);
        doubted = Set.copyOf(doubted);
    }

    public static WithdrawalPeople initial() {
        return new WithdrawalPeople(Set.of(), Set.of());
    }

    /**
     * @param actor who stands in the event's meta
     */
    public WithdrawalPeople evolve(LedgerEvent event, String actor) {
        return switch (event) {
            case WithdrawalRequested _ -> new WithdrawalPeople(with(requested, actor), doubted);
            case WithdrawalOutcomeUnknown _ ->
                    new WithdrawalPeople(requested, with(doubted, actor));
            case WithdrawalHeld _,
                    WithdrawalReleased _,
                    WithdrawalSubmitted _,
                    WithdrawalSettled _,
                    WithdrawalFailed _,
                    WithdrawalCancelled _,
                    WithdrawalApproved _,
                    WithdrawalRejected _,
                    WithdrawalExpired _,
                    AccountOpened _,
                    AccountFrozen _,
                    AccountUnfrozen _,
                    AccountClosed _,
                    DepositCredited _,
                    CircuitEvent _ ->
                    this;
        };
    }

    public Set<String> all() {
        return Stream.concat(requested.stream(), doubted.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> with(Set<String> actors, String actor) {
        return Stream.concat(actors.stream(), Stream.of(actor))
                .collect(Collectors.toUnmodifiableSet());
    }
}
