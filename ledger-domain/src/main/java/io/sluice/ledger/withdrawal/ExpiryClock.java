package io.sluice.ledger.withdrawal;

import io.sluice.ledger.circuit.PauseTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says whether a withdrawal's time is up. From its request to its expiry is so much time, and only
 * time during which no pause covers it counts against that: its clock stands still under a pause.
 * Once its time is up, a later pause changes nothing.
 *
 * @param at the time of the decision
 * @param pauses of the same partition
 */
public record ExpiryClock(Instant at, PauseTimes pauses) {

    /** When its time is up, or would be were no pause to cover it from now on; empty for never. */
    public Optional<Instant> end(WithdrawalTerms terms) {
        return terms.expiry()
                .map(
                        expiry ->
                                pauses.after(
                                        Duration.between(expiry.since(), expiry.at()),
                                        terms.asset(),
                                        terms.network(),
                                        expiry.since(),
                                        at));
    }

    /** The end, once it has come. */
    public Optional<Instant> expired(WithdrawalTerms terms) {
        return end(terms).filter(end -> !end.isAfter(at));
    }
}
