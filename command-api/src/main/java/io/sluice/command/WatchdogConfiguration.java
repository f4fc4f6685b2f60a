package io.sluice.command;

import io.sluice.command.alarm.Alarms;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.payout.Payouts;
import io.sluice.command.payout.RailHealth;
import io.sluice.command.watchdog.BrokersProbe;
import io.sluice.command.watchdog.CircuitGate;
import io.sluice.command.watchdog.CommandChecks;
import io.sluice.command.watchdog.DriftProbe;
import io.sluice.command.watchdog.FailingRailProbe;
import io.sluice.command.watchdog.Gate;
import io.sluice.command.watchdog.LostDataProbe;
import io.sluice.command.watchdog.NodeChecks;
import io.sluice.command.watchdog.OwnerBalances;
import io.sluice.command.watchdog.Probe;
import io.sluice.command.watchdog.ProjectedBalances;
import io.sluice.command.watchdog.ProjectionProbe;
import io.sluice.command.watchdog.ProjectionProbes;
import io.sluice.command.watchdog.StuckAppendsProbe;
import io.sluice.command.watchdog.StuckWithdrawalsProbe;
import io.sluice.command.watchdog.Watchdog;
import io.sluice.command.watchdog.WatchdogCause;
import io.sluice.command.watchdog.WatchdogSettings;
import io.sluice.ledger.money.Catalogue;
import io.sluice.log.ClusterHealth;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.PartitionFigures;
import io.sluice.log.writer.PartitionHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The alarms, and the watchdog over whatever this node has: a node that only projects can raise
 * alarms and pauses nothing.
 */
@Configuration(proxyBeanMethods = false)
public class WatchdogConfiguration {

    private static final Duration REPORT_STANDS_FOR = Duration.ofMinutes(5);

    /** Between two questions to brokers or database, which cost more than a look at memory. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);

    private static final Duration BROKERS_ANSWER_WITHIN = Duration.ofSeconds(3);

    @Bean
    WatchdogSettings watchdogSettings(Environment environment, Catalogue catalogue) {
        return WatchdogSettings.read(
                name -> Optional.ofNullable(environment.getProperty(name)),
                SettingNames.in(environment),
                catalogue);
    }

    @Bean
    Alarms alarms(WatchdogSettings settings, Clock clock) {
        return new Alarms(clock, settings.remindEvery(), REPORT_STANDS_FOR);
    }

    @Bean
    WatchdogLifecycle watchdog(
            LedgerNode node,
            WatchdogSettings settings,
            Alarms alarms,
            Clock clock,
            ObjectProvider<Circuit> circuit,
            ObjectProvider<Payouts> payouts,
            ObjectProvider<RailHealth> rails,
            ObjectProvider<CommandChecks> commandChecks,
            ObjectProvider<ClusterHealth> cluster,
            ObjectProvider<ProjectionProbe> projection,
            ObjectProvider<ProjectedBalances> projected,
            ObjectProvider<OwnerBalances> owner) {
        Sights sights = new Sights(settings);
        Supplier<List<PartitionHealth>> health =
                () -> IntStream.range(0, node.partitions()).mapToObj(node::health).toList();
        sights.often(
                WatchdogCause.LOST_DATA,
                new LostDataProbe(health, settings.of(WatchdogCause.LOST_DATA)));
        sights.often(
                WatchdogCause.STUCK_APPENDS,
                new StuckAppendsProbe(health, settings.of(WatchdogCause.STUCK_APPENDS)));
        cluster.ifAvailable(
                it ->
                        sights.asking(
                                WatchdogCause.BROKERS_MISSING,
                                new BrokersProbe(
                                        it,
                                        BROKERS_ANSWER_WITHIN,
                                        settings.of(WatchdogCause.BROKERS_MISSING))));
        payouts.ifAvailable(
                it ->
                        sights.often(
                                WatchdogCause.STUCK_WITHDRAWALS,
                                new StuckWithdrawalsProbe(
                                        it.queues(),
                                        settings.ages(),
                                        settings.of(WatchdogCause.STUCK_WITHDRAWALS),
                                        clock)));
        List<RailHealth> allRails = rails.orderedStream().toList();
        if (!allRails.isEmpty()) {
            sights.often(
                    WatchdogCause.FAILING_RAIL,
                    new FailingRailProbe(
                            allRails,
                            settings.rail(),
                            settings.of(WatchdogCause.FAILING_RAIL),
                            clock));
        }
        projection.ifAvailable(
                it -> {
                    sights.asking(WatchdogCause.POSTGRES_DOWN, ProjectionProbes.database(it));
                    sights.often(
                            WatchdogCause.PROJECTION_LAG,
                            ProjectionProbes.lag(it, settings.of(WatchdogCause.PROJECTION_LAG)));
                });
        projected.ifAvailable(
                rows ->
                        owner.ifAvailable(
                                it ->
                                        sights.every(
                                                settings.drift().every(),
                                                WatchdogCause.PROJECTION_DRIFT,
                                                new DriftProbe(
                                                        rows,
                                                        it,
                                                        settings.drift(),
                                                        settings.of(
                                                                WatchdogCause.PROJECTION_DRIFT)))));
        Supplier<List<PartitionFigures>> figures =
                () -> IntStream.range(0, node.partitions()).mapToObj(node::figures).toList();
        Optional<Gate> gate =
                Optional.ofNullable(circuit.getIfAvailable()).map(it -> new CircuitGate(it, clock));
        return new WatchdogLifecycle(
                new Watchdog(
                        settings,
                        sights.all(),
                        alarms,
                        gate,
                        beside(
                                new NodeChecks(health, figures, alarms),
                                commandChecks.getIfAvailable())));
    }

    private static Runnable beside(Runnable node, @Nullable Runnable command) {
        return () -> {
            node.run();
            if (command != null) {
                command.run();
            }
        };
    }

    /** Collects what can be looked at here, each at its pace. */
    private static final class Sights {

        private final WatchdogSettings settings;
        private final List<Watchdog.Sight> all = new ArrayList<>();

        Sights(WatchdogSettings settings) {
            this.settings = settings;
        }

        void often(WatchdogCause cause, Probe probe) {
            every(settings.every(), cause, probe);
        }

        void asking(WatchdogCause cause, Probe probe) {
            boolean isQuick = settings.every().compareTo(ASK_EVERY) > 0;
            every(isQuick ? settings.every() : ASK_EVERY, cause, probe);
        }

        void every(Duration pace, WatchdogCause cause, Probe probe) {
            all.add(new Watchdog.Sight(cause, probe, pace));
        }

        List<Watchdog.Sight> all() {
            return List.copyOf(all);
        }
    }
}
