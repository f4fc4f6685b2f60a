package io.sluice.log;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A guard that outlives the node under test, not the test. */
public final class InMemoryGuard implements GuardStore {

    private final Map<Integer, GuardPoint> points = new ConcurrentHashMap<>();

    @Override
    public Optional<GuardPoint> read(int partition) {
        return Optional.ofNullable(points.get(partition));
    }

    @Override
    public void write(GuardPoint point) {
        points.put(point.partition(), point);
    }

    /** As if it had never guarded anything there. */
    public void forget(int partition) {
        points.remove(partition);
    }
}
