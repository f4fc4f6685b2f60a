package io.sluice.command.watchdog;

import io.sluice.log.ClusterHealth;
import io.sluice.log.ClusterView;
import io.sluice.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Whether brokers, or copies of partitions, are missing. */
public final class BrokersProbe implements Probe {

    private final ClusterHealth cluster;
    private final Duration deadline;
    private final long threshold;

    /**
     * @param deadline after which brokers that do not answer are missing
     */
    public BrokersProbe(ClusterHealth cluster, Duration deadline, CauseSettings settings) {
        this.cluster = cluster;
        this.deadline = deadline;
        this.threshold = settings.threshold();
    }

    @Override
    public Finding look() {
        try {
            return judge(cluster.look(deadline));
        } catch (LogUnavailableException silent) {
            return Finding.of("no broker answers: " + silent.getMessage());
        }
    }

    private Finding judge(ClusterView view) {
        List<ClusterView.Copies> bad =
                view.partitions().stream()
                        .filter(
                                copies ->
                                        !copies.led()
                                                || copies.inSync().size() < view.fewestInSync()
                                                || copies.missing().size() >= threshold)
                        .toList();
        return bad.isEmpty()
                ? Finding.NOTHING
                : Finding.of(
                        "brokers there %s; %s (threshold %d missing, at least %d in sync)"
                                .formatted(
                                        view.brokers(),
                                        bad.stream()
                                                .map(BrokersProbe::tell)
                                                .collect(Collectors.joining("; ")),
                                        threshold,
                                        view.fewestInSync()));
    }

    private static String tell(ClusterView.Copies copies) {
        return "partition %d%s: in sync %s, missing %s"
                .formatted(
                        copies.partition(),
                        copies.led() ? "" : " has no leader",
                        copies.inSync(),
                        copies.missing());
    }
}
