package io.sluice.app.http;

import io.sluice.log.GuardPoint;
import io.sluice.log.GuardStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A guard that outlives a node, not the test. */
final class MemoryGuard implements GuardStore {

    private final Map<Integer, GuardPoint> points = new ConcurrentHashMap<>();

    @Override
    public Optional<GuardPoint> read(int partition) {
        return Optional.ofNullable(points.get(partition));
    }

    @Override
    public void write(GuardPoint point) {
        points.put(point.partition(), point);
    }
}
