package io.sluice.log.kafka;

import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures appends as the writer sees them, from the append until the record is read back: {@code
 * AppendMeasurement <empty folder> [milliseconds a case] [rounds]}. Not a test: its figures choose
 * the defaults.
 */
final class AppendMeasurement {

    private static final Logger LOG = LoggerFactory.getLogger(AppendMeasurement.class);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int VALUE_BYTES = 400;
    private static final List<RawRecord.Header> HEADERS =
            List.of(
                    new RawRecord.Header("kind", new byte[] {1}),
                    new RawRecord.Header("prev", new byte[32]));

    private final KafkaLogSettings settings;
    private final Duration length;

    private AppendMeasurement(KafkaLogSettings settings, Duration length) {
        this.settings = settings;
        this.length = length;
    }

    public static void main(String[] args) throws Exception {
        Duration length = Duration.ofMillis(args.length > 1 ? Long.parseLong(args[1]) : 2_000);
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Map<Case, List<Figures>> figures = new LinkedHashMap<>();
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(args[0]), SOON, wish -> LOG.error("{}", wish))) {
            KafkaLogSettings settings = KafkaLogSettings.of(broker.bootstrapServers());
            new AppendMeasurement(settings.withTopic("warm-up"), Duration.ofSeconds(8))
                    .measure(2, 1024);
            // Round by round, so that what else the machine does hits every case alike.
            for (int round = 0; round < rounds; round++) {
                for (Case each : cases()) {
                    figures.computeIfAbsent(each, _ -> new ArrayList<>())
                            .add(each.measure(settings, length, round));
                }
            }
        }
        LOG.info("partitions | in flight | linger ms | requests | appends/s | p50 us | p99 us");
        figures.forEach((each, measured) -> LOG.info("{} | {}", each, Figures.median(measured)));
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int partitions : new int[] {1, 2, 3, 4, 8}) {
            for (int inFlight : new int[] {1, 64, 1024}) {
                for (int requests : new int[] {5, 2, 1}) {
                    cases.add(new Case(partitions, inFlight, Duration.ZERO, requests));
                }
                cases.add(new Case(partitions, inFlight, Duration.ofMillis(1), 5));
            }
        }
        return cases;
    }

    private record Case(int partitions, int inFlight, Duration linger, int requests) {

        Figures measure(KafkaLogSettings settings, Duration length, int round)
                throws InterruptedException {
            String topic =
                    "p%d-f%d-l%d-r%d-%d"
                            .formatted(partitions, inFlight, linger.toMillis(), requests, round);
            return new AppendMeasurement(
                            settings.withTopic(topic).withPipeline(linger, requests), length)
                    .measure(partitions, inFlight);
        }

        @Override
        public String toString() {
            return "%d | %d | %d | %d".formatted(partitions, inFlight, linger.toMillis(), requests);
        }
    }

    /**
     * @param inFlight in all, spread over the partitions; at least one each
     */
    private Figures measure(int partitions, int inFlight) throws InterruptedException {
        LedgerTopic.createOrCheck(settings, LedgerTopicSettings.embedded(partitions), SOON);
        try (KafkaLogAccess access = KafkaLogAccess.open(settings)) {
            List<Load> loads = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                loads.add(
                        new Load(access.partition(partition), Math.max(1, inFlight / partitions)));
            }
            List<Thread> threads =
                    loads.stream().map(load -> Thread.ofPlatform().start(load)).toList();
            for (Load load : loads) {
                load.ready.acquire();
            }
            // The one place that measures by the clock.
            Thread.sleep(length);
            loads.forEach(load -> load.stop.set(true));
            for (Thread thread : threads) {
                thread.join();
            }
            return Figures.of(loads, length);
        }
    }

    private record Figures(long perSecond, long p50Micros, long p99Micros) {

        static Figures median(List<Figures> measured) {
            return measured.stream()
                    .sorted(Comparator.comparing(Figures::perSecond))
                    .toList()
                    .get(measured.size() / 2);
        }

        @Override
        public String toString() {
            return "%d | %d | %d".formatted(perSecond, p50Micros, p99Micros);
        }

        static Figures of(List<Load> loads, Duration length) {
            long[] all =
                    loads.stream()
                            .flatMapToLong(
                                    load -> Arrays.stream(load.latencies, 0, load.confirmed.get()))
                            .sorted()
                            .toArray();
            return new Figures(
                    all.length * 1_000L / length.toMillis(),
                    all[all.length / 2] / 1_000,
                    all[Math.toIntExact(all.length * 99L / 100)] / 1_000);
        }
    }

    private static final class Load implements Runnable {

        private final RecordLog log;
        private final int inFlight;
        private final Semaphore room;
        private final Semaphore ready = new Semaphore(0);
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger confirmed = new AtomicInteger();
        private final long[] sent = new long[4_000_000];
        private final long[] latencies = new long[4_000_000];

        Load(RecordLog log, int inFlight) {
            this.log = log;
            this.inFlight = inFlight;
            this.room = new Semaphore(inFlight);
        }

        @Override
        public void run() {
            try (RecordLog.Tail _ = log.tail(0, this::confirm, this::fail)) {
                RecordLog.Appender appender = log.newAppender();
                RawRecord record = new RawRecord(0, new byte[8], new byte[VALUE_BYTES], HEADERS);
                for (int next = 0; !stop.get(); next++) {
                    room.acquireUninterruptibly();
                    sent[next] = System.nanoTime();
                    appender.append(record, this::fail);
                    if (next == 0) {
                        ready.release();
                    }
                }
                room.acquireUninterruptibly(inFlight);
                appender.closeNow();
            }
        }

        private void confirm(List<RawRecord> records) {
            long now = System.nanoTime();
            for (RawRecord record : records) {
                int number = Math.toIntExact(record.offset());
                latencies[number] = now - sent[number];
            }
            if (!stop.get()) {
                confirmed.set(Math.toIntExact(records.getLast().offset() + 1));
            }
            room.release(records.size());
        }

        private void fail(Throwable failure) {
            if (stop.get()) {
                // Read back before it was acknowledged, and closed in between.
                LOG.debug("failed at the end", failure);
            } else {
                LOG.error("failed", failure);
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
