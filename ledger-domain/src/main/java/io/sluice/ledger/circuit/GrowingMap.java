package io.sluice.ledger.circuit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An immutable map; one with an entry more shares all but the latest entries with it. The circuit
 * remembers every pause that ever was, and copying them all at each event would make a replay cost
 * the square of their number. Its order is that in which the keys came.
 */
final class GrowingMap<K, V> {

    private static final int MOST_LATEST = 64;

    private final Map<K, V> shared;

    /** New ones, and those that stand in place of a shared one. */
    private final Map<K, V> latest;

    private GrowingMap(Map<K, V> shared, Map<K, V> latest) {
        this.shared = shared;
        this.latest = latest;
    }

    static <K, V> GrowingMap<K, V> empty() {
        return new GrowingMap<>(Map.of(), Map.of());
    }

    /** A key that is there keeps its place. */
    GrowingMap<K, V> with(K key, V value) {
        Map<K, V> more = new LinkedHashMap<>(latest);
        more.put(key, value);
        if (more.size() < MOST_LATEST) {
            return new GrowingMap<>(shared, more);
        }
        Map<K, V> all = new LinkedHashMap<>(shared);
        all.putAll(more);
        return new GrowingMap<>(all, Map.of());
    }

    GrowingMap<K, V> withIfAbsent(K key, V value) {
        return has(key) ? this : with(key, value);
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(latest.get(key)).or(() -> Optional.ofNullable(shared.get(key)));
    }

    boolean has(K key) {
        return latest.containsKey(key) || shared.containsKey(key);
    }

    Stream<Entry<K, V>> entries() {
        return Stream.concat(
                shared.entrySet().stream()
                        .map(
                                entry ->
                                        Map.entry(
                                                entry.getKey(),
                                                latest.getOrDefault(
                                                        entry.getKey(), entry.getValue()))),
                latest.entrySet().stream().filter(entry -> !shared.containsKey(entry.getKey())));
    }

    Stream<V> values() {
        return entries().map(Entry::getValue);
    }

    private Map<K, V> asMap() {
        Map<K, V> all = new LinkedHashMap<>(shared);
        all.putAll(latest);
        return all;
    }

    /** Where both map the same keys to the same values, in whatever order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GrowingMap<?, ?> that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
