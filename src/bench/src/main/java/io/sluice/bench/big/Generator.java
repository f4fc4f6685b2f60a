package io.sluice.bench.big;

import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.LedgerIdentity;
import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.LedgerTopic;
import io.sluice.log.kafka.LedgerTopicSettings;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a ledger into an empty data folder without deciding anything: an embedded broker laid out
 * as the product's, its topic made by the product's code with the product's settings (every batch
 * is synced; batches are large), and the chain appended by this process alone, its partitions side
 * by side.
 */
final class Generator {

    private static final Duration BROKER_START = Duration.ofMinutes(2);
    private static final Duration TOPIC_WITHIN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    private static final int BATCH_BYTES = 2 << 20;
    private static final long BUFFER_BYTES = 64L << 20;
    private static final int REQUESTS_IN_FLIGHT = 5;

    private final Plan plan;
    private final Path data;
    private final Consumer<String> progress;
    private final LongAdder settled = new LongAdder();
    private final AtomicReference<@Nullable String> fatal = new AtomicReference<>();

    private Generator(Plan plan, Path data, Consumer<String> progress) {
        this.plan = plan;
        this.data = data;
        this.progress = progress;
    }

    /**
     * Returns once everything is on the disk and the broker has stopped in order.
     *
     * @param data must hold no ledger
     * @param progress told every 10 s
     */
    static Written run(Plan plan, Path data, Consumer<String> progress) {
        return new Generator(plan, data, progress).run();
    }

    /**
     * @param withdrawalBytes share of {@code bytes} that is withdrawals and not the opening and
     *     funding of accounts
     * @param nanos from the first entry to the last one's confirmation
     */
    record Written(Generated generated, long bytes, long withdrawalBytes, long nanos) {

        double perSecond() {
            return generated.withdrawals() * 1e9 / nanos;
        }
    }

    private Written run() {
        Written written;
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(data.resolve("kafka"), BROKER_START, fatal::set)) {
            KafkaLogSettings settings = settings(broker.bootstrapServers());
            LedgerTopic.createOrCheck(
                    settings, LedgerTopicSettings.embedded(plan.partitions()), TOPIC_WITHIN);
            try (KafkaLogAccess log = KafkaLogAccess.open(settings);
                    RailJournal rail =
                            plan.railJournal() ? RailJournal.in(data) : RailJournal.none()) {
                written = write(log, rail);
            }
        }
        if (fatal.get() != null) {
            throw new IllegalStateException("the broker gave up: " + fatal.get());
        }
        written.generated().write(data);
        return written;
    }

    private static KafkaLogSettings settings(String bootstrapServers) {
        KafkaLogSettings usual = KafkaLogSettings.of(bootstrapServers);
        return new KafkaLogSettings(
                bootstrapServers,
                usual.topic(),
                "generator",
                Duration.ofMillis(5),
                REQUESTS_IN_FLIGHT,
                BATCH_BYTES,
                BUFFER_BYTES,
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Map.of());
    }

    private Written write(KafkaLogAccess log, RailJournal rail) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        LedgerIdentity identity = new LedgerIdentity(Ids.uuid(random), plan.partitions());
        String writer = Ids.uuid(random);
        EntryCodec codec = new EntryCodec(new Payloads());
        List<PartitionChain> chains =
                IntStream.range(0, plan.partitions())
                        .mapToObj(
                                partition ->
                                        new PartitionChain(
                                                log.partition(partition),
                                                codec,
                                                identity.genesis(partition)))
                        .toList();
        List<PartitionLife> lives =
                IntStream.range(0, plan.partitions())
                        .mapToObj(
                                partition ->
                                        new PartitionLife(
                                                plan,
                                                partition,
                                                writer,
                                                chains.get(partition),
                                                rail,
                                                settled))
                        .toList();
        long begin = System.nanoTime();
        try {
            inParallel(lives, identity);
        } finally {
            chains.forEach(PartitionChain::close);
        }
        return written(lives, System.nanoTime() - begin);
    }

    private void inParallel(List<PartitionLife> lives, LedgerIdentity identity) {
        try (ExecutorService threads = Executors.newFixedThreadPool(lives.size())) {
            List<Future<?>> writing =
                    lives.stream()
                            .<Future<?>>map(life -> threads.submit(() -> life.write(identity)))
                            .toList();
            threads.shutdown();
            awaitAll(writing, threads);
        }
    }

    private void awaitAll(List<Future<?>> writing, ExecutorService threads) {
        long begin = System.nanoTime();
        try {
            while (!threads.awaitTermination(REPORT_EVERY.toSeconds(), TimeUnit.SECONDS)) {
                Duration so = Duration.ofNanos(System.nanoTime() - begin);
                progress.accept("%d s: %d settled".formatted(so.toSeconds(), settled.sum()));
                if (so.compareTo(LONGEST) > 0 || hasFailed(writing)) {
                    threads.shutdownNow();
                    break;
                }
            }
            for (Future<?> each : writing) {
                each.get(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            threads.shutdownNow();
            throw new IllegalStateException("the ledger is not complete", failed);
        }
    }

    private boolean hasFailed(List<Future<?>> writing) {
        return fatal.get() != null
                || writing.stream().anyMatch(each -> each.state() == Future.State.FAILED);
    }

    private Written written(List<PartitionLife> lives, long nanos) {
        Map<Coin, BigInteger> hotAvailable = new EnumMap<>(Coin.class);
        lives.forEach(life -> hotAvailable.putAll(life.hotAvailable()));
        Generated generated =
                new Generated(
                        plan.seed(),
                        settled.sum(),
                        plan.accounts(),
                        plan.partitions(),
                        lives.stream().mapToLong(PartitionLife::entryCount).sum(),
                        lives.stream().mapToLong(PartitionLife::eventCount).sum(),
                        plan.hotEvents(),
                        hotAvailable);
        return new Written(
                generated,
                lives.stream().mapToLong(PartitionLife::bytes).sum(),
                lives.stream().mapToLong(PartitionLife::withdrawalBytes).sum(),
                nanos);
    }
}
