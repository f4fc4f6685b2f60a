package io.sluice.app;

import io.sluice.app.metrics.NodeMetrics;
import io.sluice.command.WatchdogConfiguration;
import io.sluice.command.alarm.AlarmName;
import io.sluice.command.alarm.Alarms;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.payout.Payouts;
import io.sluice.command.watchdog.ProjectedBalances;
import io.sluice.command.watchdog.ProjectionProbe;
import io.sluice.log.writer.LedgerNode;
import io.sluice.projection.LossAlarm;
import io.sluice.projection.ProjectionStatus;
import io.sluice.projection.query.BalanceSamples;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Alarms, watchdog and metrics of a node, whatever its roles; what it has, it watches. */
@Configuration(proxyBeanMethods = false)
@Import(WatchdogConfiguration.class)
class WatchingConfiguration {

    @Bean
    NodeMetrics nodeMetrics(
            LedgerNode node,
            Alarms alarms,
            ObjectProvider<Payouts> payouts,
            ObjectProvider<Circuit> circuit,
            ObjectProvider<ProjectionStatus> projection,
            Clock clock) {
        return new NodeMetrics(
                node,
                alarms,
                payouts.getIfAvailable(),
                circuit.getIfAvailable(),
                projection.getIfAvailable(),
                clock);
    }

    /** What a node with role projection shows the watchdog of it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole(Role.PROJECTION)
    static class OfProjection {

        @Bean
        ProjectionProbe projectionProbe(DataSource database, ProjectionStatus projection) {
            return new WatchedProjection(database, projection);
        }

        @Bean
        ProjectedBalances projectedBalances(BalanceSamples samples) {
            return new SampledBalances(samples);
        }

        @Bean
        LossAlarm lossAlarm(Alarms alarms) {
            return position ->
                    alarms.report(
                            AlarmName.POSITION_NOT_IN_CHAIN,
                            "a client holds position "
                                    + position
                                    + ", which the ledger does not have: acknowledged data may be"
                                    + " lost, or it was made up");
        }
    }
}
