package io.sluice.bench.fire;

import io.sluice.bench.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Pauses random scopes and resumes them, several at a time in force, and keeps what each pause was
 * promised. One thread.
 */
final class Operator {

    private static final int MOST_ACTIVE = 4;
    private static final int LOOK_EVERY = 10;
    private static final int MOST_RATE = 3_000;
    private static final int UNREACHABLE_RATE = 1_000_000;
    private static final Duration FENCED_WITHIN = Duration.ofMinutes(3);
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    private final Client client;
    private final Figures figures;
    private final SplittableRandom random;
    private final String name;
    private final List<Fence> fences = new ArrayList<>();
    private final List<UUID> active = new ArrayList<>();

    /** Ended here; some partition may not have heard yet, and then they still count as active. */
    private final Set<UUID> ended = new HashSet<>();

    private int pauses;
    private int resumes;
    private int foreign;
    private int repeated;

    Operator(Client client, Figures figures, String name, SplittableRandom random) {
        this.client = client;
        this.figures = figures;
        this.name = name;
        this.random = random;
    }

    /**
     * So many pauses, each resumed in the end.
     *
     * @param length that this takes at least; each step waits for a random time
     * @return from each request until it was answered that every partition is fenced
     */
    Latencies campaign(int count, Duration length) {
        Latencies toFenced = new Latencies();
        long gapMillis = length.toMillis() / count;
        for (int number = 0; number < count; number++) {
            long due =
                    System.nanoTime()
                            + Duration.ofMillis(random.nextLong(2 * gapMillis + 1)).toNanos();
            if (active.size() == MOST_ACTIVE || random.nextBoolean()) {
                resumeSome();
            }
            if (number % LOOK_EVERY == 0) {
                resumeForeign();
            }
            Deadlines.pass(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            toFenced.add(pause(Scope.any(random), random.nextBoolean() ? "HOLD" : "REJECT"));
        }
        while (!active.isEmpty()) {
            resumeSome();
        }
        return toFenced;
    }

    /** Repeats it with the same key until all partitions are fenced; how long that took. */
    long pause(Scope scope, String mode) {
        String key = name + "-pause-" + pauses++;
        String body =
                "{\"scope\":%s,\"mode\":\"%s\",\"reason\":\"under fire\",\"reasonClass\":\"DRILL\"}"
                        .formatted(scope.json(), mode);
        long begin = System.nanoTime();
        Answer answer = client.posted("/v1/circuit/pauses", key, body);
        while (answer.status() == Answer.ACCEPTED) {
            fences.addAll(Fence.of(scope, answer.json()));
            repeated++;
            requireInTime(begin, "pause " + key);
            Deadlines.pass(ASK_AGAIN);
            answer = client.posted("/v1/circuit/pauses", key, body);
        }
        long took = System.nanoTime() - begin;
        if (answer.status() != Answer.CREATED) {
            throw new IllegalStateException("pause " + key + " was answered: " + answer);
        }
        JsonNode said = answer.json();
        fences.addAll(Fence.of(scope, said));
        active.add(UUID.fromString(said.at("/pauseId").asString()));
        return took;
    }

    private static void requireInTime(long beginNanos, String what) {
        if (System.nanoTime() - beginNanos > FENCED_WITHIN.toNanos()) {
            throw new IllegalStateException(what + " is not everywhere within " + FENCED_WITHIN);
        }
    }

    private void resumeSome() {
        if (active.isEmpty()) {
            return;
        }
        int count = 1 + random.nextInt(active.size());
        List<UUID> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(active.get(random.nextInt(active.size())));
            active.remove(chosen.getLast());
        }
        resume(chosen, random.nextInt(3) == 0 ? 1 + random.nextInt(MOST_RATE) : 0);
    }

    /** All of them; held ones leave at that rate, or at once where it is 0. */
    void resume(List<UUID> chosen, int ratePerSecond) {
        String key = name + "-resume-" + resumes;
        active.removeAll(chosen);
        ended.addAll(chosen);
        resumes += chosen.size();
        String rate = ratePerSecond == 0 ? "" : ",\"ratePerSecond\":" + ratePerSecond;
        Answer answer =
                client.posted(
                        "/v1/circuit/resumptions",
                        key,
                        "{\"pauseIds\":[%s],\"reason\":\"under fire\"%s}"
                                .formatted(
                                        chosen.stream()
                                                .map(id -> "\"" + id + "\"")
                                                .collect(Collectors.joining(",")),
                                        rate));
        if (answer.status() != Answer.OK) {
            throw new IllegalStateException(key + " of " + chosen + " was answered: " + answer);
        }
    }

    /**
     * Has all that is held leave as fast as it can, whatever rate it was leaving at: that is
     * changed by a pause of it that is resumed at another.
     */
    void hurry() {
        pause(Scope.ALL, "HOLD");
        resume(active(), UNREACHABLE_RATE);
    }

    /** Those that somebody else opened: a watchdog, where the faults were enough for it. */
    void resumeForeign() {
        List<UUID> others =
                client.got("/v1/circuit/pauses?active=true")
                        .json()
                        .at("/pauses")
                        .valueStream()
                        .map(pause -> UUID.fromString(pause.at("/pauseId").asString()))
                        .filter(id -> !active.contains(id) && !ended.contains(id))
                        .toList();
        if (!others.isEmpty()) {
            figures.say("resuming " + others.size() + " pauses that were not asked for here");
            foreign += others.size();
            resume(others, 0);
        }
    }

    /** Active ones, the oldest first. */
    List<UUID> active() {
        return List.copyOf(active);
    }

    /** What all of the pauses were promised. */
    List<Fence> fences() {
        return List.copyOf(fences);
    }

    int pauses() {
        return pauses;
    }

    int resumes() {
        return resumes - foreign;
    }

    int foreign() {
        return foreign;
    }

    /** Answers that named partitions that were not fenced yet. */
    int repeated() {
        return repeated;
    }
}
