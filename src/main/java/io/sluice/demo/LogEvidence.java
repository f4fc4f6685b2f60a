package io.sluice.demo;

import io.sluice.verify.LogListener;
import io.sluice.verify.LoggedEvent;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The demo's own count of the raw log, made beside the verifier's: which withdrawals were requested
 * where, what was released while a pause stood, and what the customers are owed.
 */
final class LogEvidence implements LogListener {

    private record Scope(String asset, String network) {

        /** Empty stands for all. */
        static Scope of(LoggedEvent pause) {
            return new Scope(
                    pause.text("scope.asset").orElse(""), pause.text("scope.network").orElse(""));
        }

        boolean covers(LoggedEvent release) {
            return isOrAll(asset, release, "asset") && isOrAll(network, release, "network");
        }

        private static boolean isOrAll(String wanted, LoggedEvent release, String member) {
            return wanted.isEmpty() || release.text(member).filter(wanted::equals).isPresent();
        }
    }

    private record Fence(int partition, String pauseId) {}

    private final Map<String, String> requested = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<String, BigInteger> owed = new TreeMap<>();
    private final Map<Fence, Scope> standing = new HashMap<>();
    private final Set<Fence> fenced = new HashSet<>();
    private final Set<Fence> lifted = new HashSet<>();
    private long events;
    private long requests;
    private long releases;
    private long releasedWhilePaused;

    @Override
    public void read(LoggedEvent event) {
        events++;
        switch (event.type()) {
            case "withdrawal-requested" -> requested(event);
            case "withdrawal-released" -> released(event);
            case "withdrawal-settled" -> {
                settled.add(text(event, "withdrawalId"));
                owe(event, amount(event, "amount").add(amount(event, "fee")).negate());
            }
            case "deposit-credited" -> owe(event, amount(event, "amount"));
            case "pause-opened" -> opened(event);
            case "pause-resumed" -> resumed(event);
            default -> {
                // Changes nothing of what is counted here.
            }
        }
    }

    private void requested(LoggedEvent event) {
        requests++;
        requested.put(text(event, "withdrawalId"), event.position());
    }

    private void released(LoggedEvent release) {
        releases++;
        boolean paused =
                standing.entrySet().stream()
                        .filter(pause -> pause.getKey().partition() == release.partition())
                        .anyMatch(pause -> pause.getValue().covers(release));
        if (paused) {
            releasedWhilePaused++;
        }
    }

    /** One that was lifted before it came does not stand; that is how pauses merge. */
    private void opened(LoggedEvent event) {
        Fence fence = new Fence(event.partition(), text(event, "pauseId"));
        fenced.add(fence);
        if (!lifted.contains(fence)) {
            standing.put(fence, Scope.of(event));
        }
    }

    private void resumed(LoggedEvent event) {
        Fence fence = new Fence(event.partition(), text(event, "pauseId"));
        lifted.add(fence);
        standing.remove(fence);
    }

    private void owe(LoggedEvent event, BigInteger units) {
        owed.merge(text(event, "asset"), units, BigInteger::add);
    }

    private static BigInteger amount(LoggedEvent event, String name) {
        return new BigInteger(text(event, name));
    }

    private static String text(LoggedEvent event, String name) {
        return event.text(name)
                .orElseThrow(() -> new DemoFailure(event.type() + " without " + name));
    }

    /** Of any kind. */
    long events() {
        return events;
    }

    /** Withdrawals with the position of their request. */
    Map<String, String> requested() {
        return requested;
    }

    /** Events; more than withdrawals if one was recorded twice. */
    long requests() {
        return requests;
    }

    long releases() {
        return releases;
    }

    long settled() {
        return settled.size();
    }

    long releasedWhilePaused() {
        return releasedWhilePaused;
    }

    /** In how many partitions each of these pauses stood. */
    long partitionsFencedBy(Set<String> pauses) {
        return partitionsOf(fenced, pauses);
    }

    /** In how many partitions each of these pauses was lifted. */
    long partitionsLiftedOf(Set<String> pauses) {
        return partitionsOf(lifted, pauses);
    }

    private static long partitionsOf(Set<Fence> fences, Set<String> pauses) {
        return fences.stream()
                .map(Fence::partition)
                .distinct()
                .filter(
                        partition ->
                                pauses.stream()
                                        .map(id -> new Fence(partition, id))
                                        .allMatch(fences::contains))
                .count();
    }

    /** What customers own, by asset, in its smallest units. */
    Map<String, BigInteger> owed() {
        return owed;
    }
}
