package io.sluice.demo;

import java.math.BigInteger;
import java.util.Map;

/**
 * What was counted at the end, each figure by somebody who could contradict another.
 *
 * @param acknowledgements answers that acknowledged a withdrawal
 * @param acknowledged different withdrawals among them
 * @param unknown withdrawals asked for whose outcome nobody knows
 * @param acknowledgedInLog acknowledged withdrawals that stand in the log where the answer said
 * @param requestsInLog all requests in the log
 * @param settledInLog withdrawals that are settled there
 * @param releases in the log
 * @param releasedWhilePaused of these, behind a fence that covered them and before its resumption
 * @param partitions of the ledger
 * @param partitionsFenced those in which every pause of the watchdog's stood
 * @param partitionsLifted those in which each was lifted again
 * @param sums what customers own, by asset
 * @param events that were read from the raw log
 * @param verified whether the verifier found nothing
 */
record Evidence(
        long acknowledgements,
        long acknowledged,
        long unknown,
        long acknowledgedInLog,
        long requestsInLog,
        long settledInLog,
        long releases,
        long releasedWhilePaused,
        long partitions,
        long partitionsFenced,
        long partitionsLifted,
        Map<String, Sums> sums,
        long events,
        boolean verified) {

    Evidence {
        sums = Map.copyOf(sums);
    }

    /**
     * What the customers own of an asset, in its smallest units.
     *
     * @param expected by their own books: deposits less what was withdrawn, fees included
     * @param answered by the node, added over all accounts
     * @param logged in the raw log
     */
    record Sums(BigInteger expected, BigInteger answered, BigInteger logged) {

        boolean areEqual() {
            return expected.equals(answered) && answered.equals(logged);
        }
    }
}
