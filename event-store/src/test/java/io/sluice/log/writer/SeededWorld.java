package io.sluice.log.writer;

import io.sluice.log.AppendConflictException;
import io.sluice.log.Confirmed;
import io.sluice.log.GuardPoint;
import io.sluice.log.TextPayloads;
import io.sluice.log.WriterState;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.ChainRules;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.chain.LedgerIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Two or three writers forced onto one partition, clients that ask them for things, and a log that
 * treats them badly; everything that happens follows from the seed.
 */
final class SeededWorld {

    /** What a client asked, and what it was told. */
    static final class Asked {
        final String what;
        final String id;

        /** Events that some client had been told of before this was asked. */
        final long knownBefore;

        @Nullable String told;
        long seenEvents = -1;
        int attempts;

        Asked(String what, String id, long knownBefore) {
            this.what = what;
            this.id = id;
            this.knownBefore = knownBefore;
        }

        @Override
        public String toString() {
            return what
                    + " "
                    + id
                    + " told "
                    + told
                    + " having seen "
                    + seenEvents
                    + " of "
                    + knownBefore;
        }
    }

    private static final String LEDGER = "00000000-0000-0000-0000-000000000001";
    private static final int MOST_ATTEMPTS = 50;

    private final RandomGenerator random;
    private final ChainRules chainRules;
    private final WriterRules rules;
    private final WorldLog log;
    private final List<WorldWriter> writers = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private long nanos;
    private long knownEvents;
    private Optional<GuardPoint> guard = Optional.empty();

    SeededWorld(long seed, ChainRules chainRules, WriterRules rules) {
        this.random = new SplittableRandom(seed);
        this.chainRules = chainRules;
        this.rules = rules;
        this.log = new WorldLog(random);
        EntryCodec codec = new EntryCodec(new TextPayloads());
        LedgerIdentity identity = new LedgerIdentity(LEDGER, 1);
        log.store(
                new ChainRecord(
                                EntryKind.BARRIER,
                                identity.genesis(0),
                                new byte[0],
                                codec.encode(
                                        new EntryValue(
                                                Instant.EPOCH,
                                                LEDGER,
                                                Optional.of(
                                                        new EntryValue.Barrier(
                                                                BarrierEffect.LEDGER_OPENED.wire(),
                                                                Nonces.next(random),
                                                                identity.toDetail())),
                                                List.of())))
                        .toRaw());
    }

    WorldLog log() {
        return log;
    }

    List<Asked> asked() {
        return asked;
    }

    List<WorldWriter> writers() {
        return writers;
    }

    Optional<GuardPoint> guard() {
        return guard;
    }

    void run(int steps) {
        startWriter();
        startWriter();
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        nanos += random.nextLong(1_000_000);
        int dice = random.nextInt(100);
        if (dice < 38) {
            ask();
        } else if (dice < 62) {
            deliver();
        } else if (dice < 65 && log.requestCount() > 0) {
            log.dropOne();
        } else if (dice < 66) {
            crashAndRestart();
        } else if (dice < 68) {
            pauseDirectly();
        } else {
            WorldWriter writer = anyone();
            writer.read(1 + random.nextInt(5));
            writer.turn();
        }
    }

    private void deliver() {
        if (log.requestCount() > 0) {
            log.deliverOne(random.nextInt(5) != 0, true);
        }
    }

    /**
     * Faults end: everything on its way arrives, everyone reads to the end; what was asked of the
     * living must be answered.
     */
    void calmDown() {
        for (int round = 0; round < 4000 && !quiet(); round++) {
            nanos += 5_000_000;
            while (log.requestCount() > 0) {
                log.deliverOne(true, false);
            }
            for (WorldWriter writer : writers) {
                writer.read(Integer.MAX_VALUE / 2);
                writer.turn();
            }
        }
    }

    private boolean quiet() {
        return log.requestCount() == 0
                && writers.stream().allMatch(writer -> !writer.isBehind() && writer.isIdle())
                && writers.stream()
                        .allMatch(
                                writer ->
                                        writer.state() == WriterState.SERVING
                                                || writer.state() == WriterState.REFUSING);
    }

    void startWriter() {
        writers.add(new WorldWriter(log, random, chainRules, rules, guard, () -> nanos));
    }

    void killAll() {
        writers.clear();
    }

    private void crashAndRestart() {
        if (writers.size() > 1) {
            writers.remove(random.nextInt(writers.size()));
        }
        startWriter();
    }

    private WorldWriter anyone() {
        return writers.get(random.nextInt(writers.size()));
    }

    private void ask() {
        WorldWriter writer = anyone();
        if (!writer.hasRoom()) {
            return;
        }
        String what =
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> "deposit";
                    case 3, 4, 5, 6 -> "withdraw";
                    case 7, 8 -> "read";
                    default -> random.nextInt(3) == 0 ? "pause" : "resume";
                };
        Asked question = new Asked(what, "c" + asked.size(), knownEvents);
        asked.add(question);
        decide(writer, question);
    }

    void decide(WorldWriter writer, Asked question) {
        question.attempts++;
        WorldWriter.WorldState state = writer.believed();
        question.seenEvents = state.events();
        switch (question.what) {
            case "deposit" ->
                    answer(writer, question, writer.append("deposit:" + question.id), "ok");
            case "withdraw" -> {
                boolean allowed = state.balance() > 0 && state.pauses().isEmpty();
                answer(
                        writer,
                        question,
                        allowed ? writer.append("withdraw:" + question.id) : writer.settle(),
                        allowed ? "ok" : "refused");
            }
            case "read" -> answer(writer, question, writer.settle(), "read");
            case "pause" -> answer(writer, question, writer.pause("pause:" + question.id), "ok");
            default -> resume(writer, question, state);
        }
    }

    private void resume(WorldWriter writer, Asked question, WorldWriter.WorldState state) {
        if (state.pauses().isEmpty()) {
            answer(writer, question, writer.settle(), "refused");
        } else {
            String pause = state.pauses().stream().sorted().findFirst().orElseThrow();
            answer(writer, question, writer.append("resume:" + pause + ":" + question.id), "ok");
        }
    }

    private void answer(
            WorldWriter writer,
            Asked question,
            CompletableFuture<Confirmed> outcome,
            String answer) {
        var _ =
                outcome.whenComplete(
                        (confirmed, failure) -> {
                            if (failure == null) {
                                question.told = answer;
                                if (answer.equals("ok")) {
                                    knownEvents =
                                            Math.max(
                                                    knownEvents,
                                                    confirmed.firstSequence()
                                                            + confirmed.eventCount());
                                }
                                if (question.what.equals("pause")) {
                                    guardNow(writer);
                                }
                            } else if (isConflict(failure)
                                    && question.attempts < MOST_ATTEMPTS
                                    && writer.hasRoom()) {
                                decide(writer, question);
                            } else if (isConflict(failure)) {
                                question.told = "refused";
                                question.seenEvents = Long.MAX_VALUE;
                            }
                        });
    }

    private void guardNow(WorldWriter writer) {
        writer.index()
                .last()
                .ifPresent(
                        last ->
                                guard =
                                        Optional.of(
                                                new GuardPoint(
                                                        log.topicId(),
                                                        0,
                                                        last.position().offset(),
                                                        last.head())));
    }

    private static boolean isConflict(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AppendConflictException;
    }

    /** Somebody who owns nothing pauses, past whoever writes, on a head that may be long gone. */
    private void pauseDirectly() {
        WorldWriter reader = anyone();
        if (!reader.replay().hasBegun()) {
            return;
        }
        String id = "c" + asked.size();
        Asked question = new Asked("pause", id, knownEvents);
        asked.add(question);
        EntryCodec codec = new EntryCodec(new TextPayloads());
        log.newAppender()
                .append(
                        new ChainRecord(
                                        EntryKind.BARRIER,
                                        reader.replay().head(),
                                        new byte[0],
                                        codec.encode(
                                                new EntryValue(
                                                        Instant.EPOCH,
                                                        "somebody",
                                                        Optional.of(
                                                                new EntryValue.Barrier(
                                                                        BarrierEffect.PAUSE_OPENED
                                                                                .wire(),
                                                                        Nonces.next(random),
                                                                        Map.of())),
                                                        List.of(reader.pauseEvent("pause:" + id)))))
                                .toRaw(),
                        failure -> {});
    }
}
