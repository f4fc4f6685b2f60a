package io.sluice.ledger.testing;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BOB;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.PauseTimes;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent;
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
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.withdrawal.ExpiryClock;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One withdrawal of Alice's, in every status, made from events numbered from 10. */
public final class Withdrawals {

    public static final WithdrawalId ID = new WithdrawalId(Sample.uuid("withdrawal"));
    public static final Amount AMOUNT = Amount.of(500);
    public static final Amount FEE = Amount.of(1);
    public static final Instant NOT_AFTER = Instant.parse("2026-11-22T17:59:00Z");

    public static final RailTerms RAIL = new RailTerms("wallet", Set.of(RailPromise.DEDUPLICATES));

    public static final Instant EXPIRES_AT = Instant.parse("2026-11-22T17:00:00Z");

    /** Sample's {@code now} is before its expiry. */
    public static final WithdrawalRequested REQUESTED = requestedBy(ALICE, Optional.empty());

    public static final WithdrawalRequested AWAITING =
            requestedBy(
                    ALICE,
                    Optional.of(new ApprovalNeed(List.of(ApprovalRule.AMOUNT), "requester")));
    public static final WithdrawalRequested REQUESTED_V1 =
            new WithdrawalRequested(ALICE, ID, BTC, BITCOIN, AMOUNT, FEE, DESTINATION);
    public static final WithdrawalApproved APPROVED =
            new WithdrawalApproved(ALICE, ID, BTC, BITCOIN, AMOUNT, FEE, DESTINATION, "seen");
    public static final WithdrawalRejected REJECTED =
            new WithdrawalRejected(ALICE, ID, BTC, AMOUNT, FEE, "fraud");
    public static final WithdrawalExpired EXPIRED =
            new WithdrawalExpired(ALICE, ID, BTC, AMOUNT, FEE, EXPIRES_AT);
    public static final WithdrawalHeld HELD =
            new WithdrawalHeld(ALICE, ID, List.of(Sample.pauseId("one")));
    public static final WithdrawalReleased RELEASED =
            new WithdrawalReleased(ALICE, ID, BTC, BITCOIN, AMOUNT, FEE, 1, NOT_AFTER, RAIL);
    public static final WithdrawalSubmitted SUBMITTED = new WithdrawalSubmitted(ALICE, ID, "ref");
    public static final WithdrawalOutcomeUnknown DOUBTED =
            new WithdrawalOutcomeUnknown(ALICE, ID, "timeout");
    public static final WithdrawalSettled SETTLED =
            new WithdrawalSettled(ALICE, ID, BTC, AMOUNT, FEE, "tx", Optional.empty());
    public static final WithdrawalFailed FAILED =
            new WithdrawalFailed(ALICE, ID, BTC, AMOUNT, FEE, "refused", Optional.empty());
    public static final WithdrawalCancelled CANCELLED =
            new WithdrawalCancelled(ALICE, ID, BTC, AMOUNT, FEE, "changed my mind");

    private static final long FIRST_SEQUENCE = 10;

    private Withdrawals() {}

    private static WithdrawalRequested requestedBy(
            AccountId account, Optional<ApprovalNeed> approval) {
        return new WithdrawalRequested(
                account,
                ID,
                BTC,
                BITCOIN,
                AMOUNT,
                FEE,
                DESTINATION,
                Optional.of(new Admission(Sample.NOW, Optional.of(EXPIRES_AT), approval)));
    }

    public static WithdrawalState after(LedgerEvent... events) {
        WithdrawalState state = WithdrawalState.initial();
        long sequence = FIRST_SEQUENCE;
        for (LedgerEvent event : events) {
            state = state.evolve(event, sequence++);
        }
        return state;
    }

    /** By name, in the order of life; those that were submitted once have the suffix. */
    public static Map<String, WithdrawalState> all() {
        Map<String, WithdrawalState> all = new LinkedHashMap<>();
        all.put("awaiting", awaiting());
        all.put("requested", requested());
        all.put("approved", after(AWAITING, APPROVED));
        all.put("held", after(REQUESTED, HELD));
        all.put("released", after(REQUESTED, RELEASED));
        all.put("submitted", after(REQUESTED, RELEASED, SUBMITTED));
        all.put("unknown", unknown());
        all.put("unknown+", after(REQUESTED, RELEASED, SUBMITTED, DOUBTED));
        all.put("settled", settled());
        all.put("settled+", after(REQUESTED, RELEASED, SUBMITTED, SETTLED));
        all.put("failed", after(REQUESTED, RELEASED, FAILED));
        all.put("failed+", after(REQUESTED, RELEASED, SUBMITTED, FAILED));
        all.put("cancelled", after(REQUESTED, CANCELLED));
        all.put("rejected", after(AWAITING, REJECTED));
        all.put("expired", after(REQUESTED, EXPIRED));
        return all;
    }

    public static WithdrawalState awaiting() {
        return after(AWAITING);
    }

    public static WithdrawalState requested() {
        return after(REQUESTED);
    }

    public static WithdrawalState unknown() {
        return after(REQUESTED, RELEASED, DOUBTED);
    }

    public static WithdrawalState settled() {
        return after(REQUESTED, RELEASED, SETTLED);
    }

    /** That instant, never paused before. */
    public static ExpiryClock past(Instant at) {
        return new ExpiryClock(at, PauseTimes.initial());
    }

    /** The same id, but another account's. */
    public static WithdrawalState ofBob() {
        return after(requestedBy(BOB, Optional.empty()));
    }
}
