package io.sluice.bench.fire;

import io.sluice.bench.fire.PartitionEvidence.End;
import io.sluice.verify.Verifier;
import io.sluice.verify.VerifyOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What the raw log, the rail's journal and the verifier say once everything is over. */
final class Evidence {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PAID = "paid\t";

    private final Topology topology;
    private final Figures figures;
    private final List<PartitionEvidence> partitions = new ArrayList<>();

    private Evidence(Topology topology, Figures figures) {
        this.topology = topology;
        this.figures = figures;
    }

    /** Reads the log to its end. */
    static Evidence read(Topology topology, List<Fence> fences, Figures figures) {
        Evidence evidence = new Evidence(topology, figures);
        try (RawLog log = new RawLog(topology.bootstrapServers())) {
            for (int number = 0; number < topology.partitions(); number++) {
                PartitionEvidence partition = new PartitionEvidence(number, fences, figures);
                log.read(number, partition::entry);
                partition.finish();
                evidence.partitions.add(partition);
            }
        }
        return evidence;
    }

    List<PartitionEvidence> partitions() {
        return partitions;
    }

    /** Everything that was promised about single withdrawals, and then the verifier's word. */
    void check(Set<UUID> acknowledged) {
        Map<UUID, End> ends = new HashMap<>();
        partitions.forEach(partition -> ends.putAll(partition.ends()));
        long missing = acknowledged.stream().filter(id -> !ends.containsKey(id)).count();
        figures.add("withdrawals-acknowledged", acknowledged.size());
        figures.add("withdrawals-in-the-log", ends.size());
        figures.add("acknowledged-and-not-in-the-log", missing);
        violatedUnlessNone(missing, "acknowledged withdrawals are not in the log");
        for (End end : End.values()) {
            figures.add(
                    "withdrawals-" + end.name().toLowerCase(Locale.ROOT),
                    partitions.stream().mapToInt(p -> p.counts().getOrDefault(end, 0)).sum());
        }
        long behind = partitions.stream().mapToInt(PartitionEvidence::behindFence).sum();
        figures.add("releases-behind-fence", behind);
        long order = partitions.stream().mapToInt(PartitionEvidence::outOfLaneOrder).sum();
        figures.add("releases-out-of-order-in-their-lane", order);
        violatedUnlessNone(order, "withdrawals left before earlier ones of their lane");
        checkPayments(ends);
    }

    private void violatedUnlessNone(long count, String what) {
        if (count > 0) {
            figures.violated(count + " " + what);
        }
    }

    /** Nothing paid twice, and what is settled was paid. */
    private void checkPayments(Map<UUID, End> ends) {
        Path journal = topology.data().resolve("rail").resolve("sandbox.journal");
        Set<UUID> paid = new HashSet<>();
        long twice = 0;
        try (Stream<String> lines =
                Files.exists(journal) ? Files.lines(journal) : Stream.<String>empty()) {
            for (String line : (Iterable<String>) lines.filter(l -> l.startsWith(PAID))::iterator) {
                UUID id = UUID.fromString(line.split("\t", -1)[1]);
                twice += paid.add(id) ? 0 : 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        figures.add("paid-by-the-rail", paid.size());
        figures.add("paid-twice", twice);
        violatedUnlessNone(twice, "payments are second ones");
        violatedUnlessNone(
                ends.entrySet().stream()
                        .filter(entry -> entry.getValue() == End.SETTLED)
                        .filter(entry -> !paid.contains(entry.getKey()))
                        .count(),
                "withdrawals are settled and were not paid");
        violatedUnlessNone(
                paid.stream().filter(id -> ends.get(id) != End.SETTLED).count(),
                "withdrawals were paid and are not settled");
    }

    /**
     * The independent verifier, on the broker's log and the node's guards and rail. Told that the
     * node is stopped, it does not look for its database, of which there is none.
     */
    void verify() {
        StringBuilder said = new StringBuilder();
        int code =
                Verifier.run(
                        new VerifyOptions(
                                topology.data(),
                                Optional.of(topology.bootstrapServers()),
                                Optional.empty(),
                                true,
                                PATIENCE),
                        said);
        said.toString().lines().forEach(figures::say);
        figures.add("verifier-exit-code", code);
        if (code != Verifier.OK) {
            figures.violated("the verifier ends with " + code);
        }
    }
}
