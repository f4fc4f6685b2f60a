package io.sluice.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recounts a ledger from its raw log.
 *
 * <p>What others have seen is read first (guard, rail, PostgreSQL), then the log's end is looked
 * up: whatever they have seen must be in it. Blocks for as long as reading takes; every wait for
 * Kafka or PostgreSQL ends after the options' patience.
 */
public final class Verifier {

    public static final int OK = 0;
    public static final int FINDINGS = 1;
    public static final int COULD_NOT_CHECK = 2;

    private static final String NOT_COMPARED = "not compared: ";

    private final VerifyOptions options;
    private final LogListener listener;
    private final Report report = new Report();
    private String unchecked = "";

    private Verifier(VerifyOptions options, LogListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /**
     * Prints figures, findings and a last line {@code verify: ...}; only why, when the log cannot
     * be read.
     *
     * @return {@link #OK}, {@link #FINDINGS} or {@link #COULD_NOT_CHECK}
     */
    public static int run(VerifyOptions options, Appendable out) {
        return run(options, out, _ -> {});
    }

    /** As {@link #run(VerifyOptions, Appendable)}, with somebody who counts along. */
    public static int run(VerifyOptions options, Appendable out, LogListener listener) {
        Verifier verifier = new Verifier(options, listener);
        try {
            return verifier.check(out);
        } catch (CannotCheckException cannot) {
            String why = cannot.getMessage() == null ? "" : cannot.getMessage();
            verifier.report.printUnchecked(why, out);
            return verifier.report.findings() > 0 ? FINDINGS : COULD_NOT_CHECK;
        }
    }

    private int check(Appendable out) {
        Optional<RuntimeFile> running =
                options.stopped() ? Optional.empty() : RuntimeFile.ofLiving(options.data());
        Optional<String> kafka = options.kafka().or(() -> running.flatMap(RuntimeFile::kafka));
        if (kafka.isEmpty() && !Files.isDirectory(options.data().resolve("kafka"))) {
            throw new CannotCheckException("there is no ledger in " + options.data());
        }
        RailJournal rail = RailJournal.read(options.data(), report);
        Map<Integer, Guard> guards = guards(options.data());
        Optional<PostgresRows> rows = postgres(running, kafka.isPresent());
        String heading;
        try (LogSource log = open(kafka)) {
            heading = fold(log, guards, rows, rail);
        }
        report.print(heading, unchecked, out);
        if (report.findings() > 0) {
            return FINDINGS;
        }
        return unchecked.isEmpty() ? OK : COULD_NOT_CHECK;
    }

    private LogSource open(Optional<String> kafka) {
        return kafka.isPresent()
                ? new BrokerLog(kafka.get(), options.patience(), report)
                : new SegmentLog(options.data().resolve("kafka"), report);
    }

    private Optional<PostgresRows> postgres(Optional<RuntimeFile> running, boolean isRunning) {
        Optional<String> url = options.postgres().or(() -> running.flatMap(RuntimeFile::postgres));
        if (url.isEmpty()) {
            report.line(
                    "postgresql rows",
                    NOT_COMPARED + (isRunning ? "no address is known" : "ledger is stopped"));
            return Optional.empty();
        }
        try {
            PostgresRows rows = PostgresReader.read(url.get(), options.patience());
            report.line("postgresql rows", Long.toString(rows.count()));
            return Optional.of(rows);
        } catch (CannotCheckException down) {
            unchecked = down.getMessage() == null ? "PostgreSQL" : down.getMessage();
            report.line("postgresql rows", NOT_COMPARED + unchecked);
            return Optional.empty();
        }
    }

    /** All guard files, also of partitions that have disappeared. */
    private Map<Integer, Guard> guards(Path data) {
        Map<Integer, Guard> guards = new HashMap<>();
        for (int partition : Guard.partitions(data)) {
            Guard.read(data, partition, report).ifPresent(guard -> guards.put(partition, guard));
        }
        return guards;
    }

    private String fold(
            LogSource log,
            Map<Integer, Guard> guards,
            Optional<PostgresRows> rows,
            RailJournal rail) {
        int partitions = log.partitions();
        report.add(Figure.PARTITIONS, partitions);
        Ledger ledger = new Ledger(partitions, report);
        Optional<PostgresComparison> postgres =
                rows.map(found -> new PostgresComparison(found, partitions, report));
        Map<Integer, Long> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Optional<Guard> guard = Optional.ofNullable(guards.remove(partition));
            sameTopic(partition, guard, log.topicId(partition));
            ends.put(partition, fold(log, partition, ledger, guard, postgres));
        }
        guards.keySet()
                .forEach(gone -> report.finding(Place.of(gone), "guarded, but not in the log"));
        ledger.resumptions().finish(log.growing() ? ends : Map.of());
        rail.compare(ledger);
        postgres.ifPresent(PostgresComparison::finish);
        ledger.figures();
        return "verify: ledger " + ledger.ledgerId() + " (" + log.name() + ")";
    }

    /** Answers with the offset after the partition's last record. */
    private long fold(
            LogSource log,
            int partition,
            Ledger ledger,
            Optional<Guard> guard,
            Optional<PostgresComparison> postgres) {
        List<Witnesses.Seen> seen = new ArrayList<>();
        guard.map(Guard::seen).ifPresent(seen::add);
        postgres.flatMap(comparison -> comparison.seen(partition)).ifPresent(seen::add);
        PartitionFold fold =
                new PartitionFold(
                        partition,
                        ledger,
                        new Witnesses(partition, seen, report),
                        sequence ->
                                postgres.ifPresent(
                                        comparison ->
                                                comparison.reached(
                                                        partition,
                                                        sequence,
                                                        ledger.state(partition))),
                        listener,
                        report);
        log.read(partition, fold::accept);
        fold.finish();
        return fold.end();
    }

    private void sameTopic(int partition, Optional<Guard> guard, Optional<String> topicId) {
        if (guard.isPresent()
                && topicId.isPresent()
                && !guard.get().topicId().equals(topicId.get())) {
            report.finding(
                    Place.of(partition),
                    "the guard is of topic "
                            + guard.get().topicId()
                            + ", the log of "
                            + topicId.get());
        }
    }
}
