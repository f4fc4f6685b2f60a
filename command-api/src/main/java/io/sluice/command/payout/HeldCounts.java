package io.sluice.command.payout;

import io.sluice.ledger.id.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many held ones there are, counted as they come and go, so that nobody has to look at each of
 * a hundred thousand to know. Guarded by its queue.
 */
final class HeldCounts {

    private final Map<Lane, Long> byLane = new HashMap<>();
    private final Map<AccountId, Map<Lane, Long>> byAccount = new HashMap<>();

    void came(Payout held) {
        count(held, 1);
    }

    void went(Payout held) {
        count(held, -1);
    }

    private void count(Payout held, long by) {
        add(byLane, held.lane(), by);
        Map<Lane, Long> ofAccount =
                byAccount.computeIfAbsent(held.account(), first -> new HashMap<>());
        add(ofAccount, held.lane(), by);
        if (ofAccount.isEmpty()) {
            byAccount.remove(held.account());
        }
    }

    private static <K> void add(Map<K, Long> counts, K key, long by) {
        long next = counts.getOrDefault(key, 0L) + by;
        if (next == 0) {
            counts.remove(key);
        } else {
            counts.put(key, next);
        }
    }

    long in(Lane lane) {
        return byLane.getOrDefault(lane, 0L);
    }

    /** In lanes that flow, of accounts that are not among those. */
    long flowing(Predicate<Lane> flows, Set<AccountId> without) {
        return sum(byLane, flows)
                - without.stream()
                        .mapToLong(account -> sum(byAccount.getOrDefault(account, Map.of()), flows))
                        .sum();
    }

    /** Whether any of the accounts has one. */
    boolean any(Set<AccountId> of) {
        return of.stream().anyMatch(byAccount::containsKey);
    }

    private static long sum(Map<Lane, Long> counts, Predicate<Lane> of) {
        return counts.entrySet().stream()
                .filter(lane -> of.test(lane.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
