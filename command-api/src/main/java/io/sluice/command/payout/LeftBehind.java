package io.sluice.command.payout;

import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier life released and never heard of again. A rail that deduplicates is handed it
 * again; with any other nobody can say whether it was sent, and nothing is ever sent twice.
 */
final class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
    private static final String REASON = "handed over before a restart, and never answered";

    private final Rail rail;
    private final RailReports reports;

    LeftBehind(Rail rail, RailReports reports) {
        this.rail = rail;
        this.reports = reports;
    }

    void takeUp(List<Payout> inFlight) {
        for (Payout payout : inFlight) {
            payout.release()
                    .map(r -> Instruction.of(payout.request(), r.event(), r.position()))
                    .ifPresent(instruction -> takeUp(payout.status(), instruction));
        }
    }

    private void takeUp(WithdrawalStatus status, Instruction instruction) {
        boolean deduplicates = rail.abilities().deduplicates();
        if (status == WithdrawalStatus.UNKNOWN) {
            return;
        }
        if (deduplicates) {
            rail.hand(instruction);
        } else if (status == WithdrawalStatus.RELEASED) {
            reports.unknown(instruction, REASON)
                    .exceptionally(
                            failure -> {
                                LOG.warn("{} not reported", instruction.withdrawalId(), failure);
                                return null;
                            });
        }
    }
}
