package io.sluice.bench.fire;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One partition's entries held against what was promised: the fences, the order, and that each
 * withdrawal goes one way once. Fed in order by one thread.
 */
final class PartitionEvidence {

    /** Where a withdrawal ends up. */
    enum End {
        OPEN,
        SETTLED,
        FAILED,
        CANCELLED
    }

    /**
     * @param order of its request in the partition
     * @param amount in the asset's smallest unit
     */
    private record Requested(
            long order, String account, String asset, String lane, BigInteger amount) {}

    /**
     * One entry that lets withdrawals go.
     *
     * @param count how many
     */
    record Release(long offset, Instant at, int count) {}

    private final int partition;
    private final Figures figures;
    private final Map<Long, List<Fence>> promised = new HashMap<>();
    private final Map<UUID, Scope> inForce = new HashMap<>();
    private final Map<UUID, Requested> requested = new HashMap<>();
    private final Map<UUID, End> ends = new HashMap<>();
    private final Set<UUID> released = new HashSet<>();
    private final Map<String, Long> lastOfLane = new HashMap<>();
    private final List<Release> releases = new ArrayList<>();
    private long lastReleased = -1;
    private int behindFence;
    private int outOfOrder;
    private int outOfLaneOrder;

    /**
     * @param fences of all partitions
     */
    PartitionEvidence(int partition, List<Fence> fences, Figures figures) {
        this.partition = partition;
        this.figures = figures;
        for (Fence fence : fences) {
            if (fence.partition() == partition) {
                promised.computeIfAbsent(fence.offset(), _ -> new ArrayList<>()).add(fence);
            }
        }
    }

    void entry(long offset, JsonNode value) {
        List<JsonNode> events = value.at("/events").valueStream().toList();
        int before = released.size();
        events.forEach(event -> event(offset, event.at("/type").asString(), event.at("/payload")));
        if (released.size() > before) {
            releases.add(
                    new Release(
                            offset,
                            Instant.parse(value.at("/time").asString()),
                            released.size() - before));
        }
        List<Fence> here = promised.remove(offset);
        if (here != null) {
            here.forEach(fence -> enforce(fence, events));
        }
    }

    /** From this very entry on, which must be the pause's. */
    private void enforce(Fence fence, List<JsonNode> events) {
        boolean isThere =
                events.stream()
                        .anyMatch(
                                event ->
                                        event.at("/type").asString().equals("pause-opened")
                                                && id(event.at("/payload"), "pauseId")
                                                        .equals(fence.pause()));
        if (!isThere) {
            figures.violated(fence + " does not stand in the log");
        }
        inForce.put(fence.pause(), fence.scope());
    }

    private void event(long offset, String type, JsonNode payload) {
        switch (type) {
            case "withdrawal-requested" -> request(payload);
            case "withdrawal-released" -> release(offset, payload);
            case "withdrawal-settled" -> end(offset, payload, End.SETTLED);
            case "withdrawal-failed" -> end(offset, payload, End.FAILED);
            case "withdrawal-cancelled", "withdrawal-rejected" ->
                    end(offset, payload, End.CANCELLED);
            case "pause-resumed" -> inForce.remove(id(payload, "pauseId"));
            default -> {
                // Says nothing about what is checked here; the verifier knows them all.
            }
        }
    }

    private void request(JsonNode payload) {
        UUID id = id(payload, "withdrawalId");
        String asset = payload.at("/asset").asString();
        Requested request =
                new Requested(
                        requested.size(),
                        payload.at("/accountId").asString(),
                        asset,
                        asset + "/" + payload.at("/network").asString(),
                        new BigInteger(payload.at("/amount").asString()));
        if (requested.put(id, request) != null) {
            figures.violated("withdrawal " + id + " is requested twice");
        }
        ends.put(id, End.OPEN);
    }

    private void release(long offset, JsonNode payload) {
        UUID id = id(payload, "withdrawalId");
        String asset = payload.at("/asset").asString();
        String network = payload.at("/network").asString();
        inForce.forEach(
                (pause, scope) -> {
                    if (scope.covers(asset, network)) {
                        behindFence++;
                        figures.violated(
                                "%d:%d releases %s behind the fence of pause %s"
                                        .formatted(partition, offset, id, pause));
                    }
                });
        if (!released.add(id)) {
            figures.violated("withdrawal " + id + " is released twice");
        }
        Requested request = requested.get(id);
        if (request == null) {
            figures.violated("withdrawal " + id + " is released and was not requested");
            return;
        }
        outOfOrder += request.order() < lastReleased ? 1 : 0;
        lastReleased = Math.max(lastReleased, request.order());
        long lastHere = lastOfLane.getOrDefault(request.lane(), -1L);
        outOfLaneOrder += request.order() < lastHere ? 1 : 0;
        lastOfLane.put(request.lane(), Math.max(lastHere, request.order()));
    }

    private void end(long offset, JsonNode payload, End end) {
        UUID id = id(payload, "withdrawalId");
        End before = ends.put(id, end);
        if (before != End.OPEN) {
            figures.violated(
                    "%d:%d: withdrawal %s is %s after %s"
                            .formatted(partition, offset, id, end, before));
        }
    }

    private static UUID id(JsonNode payload, String member) {
        return UUID.fromString(payload.get(member).asString());
    }

    /** Says which fences lie behind the end of the log. */
    void finish() {
        promised.values()
                .forEach(
                        gone ->
                                gone.forEach(
                                        fence ->
                                                figures.violated(
                                                        fence + " does not stand in the log")));
    }

    Map<UUID, End> ends() {
        return ends;
    }

    List<Release> releases() {
        return releases;
    }

    int behindFence() {
        return behindFence;
    }

    /** How many were released after one that was asked for later, whatever its lane. */
    int outOfOrder() {
        return outOfOrder;
    }

    /** The same, among those of one asset and network. */
    int outOfLaneOrder() {
        return outOfLaneOrder;
    }

    /** Sums by account and asset of what has left, without fees. */
    Map<String, Map<String, BigInteger>> settled() {
        Map<String, Map<String, BigInteger>> settled = new HashMap<>();
        ends.forEach(
                (id, end) -> {
                    Requested request = requested.get(id);
                    if (end == End.SETTLED && request != null) {
                        settled.computeIfAbsent(request.account(), _ -> new HashMap<>())
                                .merge(request.asset(), request.amount(), BigInteger::add);
                    }
                });
        return settled;
    }

    Map<End, Integer> counts() {
        Map<End, Integer> counts = new EnumMap<>(End.class);
        ends.values().forEach(end -> counts.merge(end, 1, Integer::sum));
        return counts;
    }
}
