package io.sluice.command.http;

import io.sluice.command.alarm.Alarms;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.Writers;
import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.circuit.Intents;
import io.sluice.command.payout.Cancellations;
import io.sluice.command.payout.Payouts;
import io.sluice.ledger.money.Catalogue;
import io.sluice.log.LedgerReader;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The controllers and what they share. */
@Configuration(proxyBeanMethods = false)
@Import({
    AccountController.class,
    WithdrawalController.class,
    ApprovalController.class,
    RailController.class,
    CancellationsController.class,
    CircuitController.class,
    StatusController.class,
    TakeoverController.class,
    ExtensionController.class,
    AuditController.class
})
public class HttpConfiguration {

    /** After it a client hears that the outcome is unknown. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Duration FRESH_WITHIN = Duration.ofSeconds(2);

    @Bean
    HttpEdge commandHttpEdge(Catalogue catalogue, Clock clock) {
        return HttpEdge.of(catalogue, DEADLINE, clock);
    }

    @Bean
    CircuitViews circuitViews(
            CircuitBoard board, Intents intents, Catalogue catalogue, Clock clock) {
        return new CircuitViews(board, intents, catalogue, clock);
    }

    @Bean
    Cancellations cancellations(Payouts payouts, Commands commands, Writers writers, Clock clock) {
        return new Cancellations(payouts, commands, writers, DEADLINE, clock);
    }

    @Bean
    AlarmViews alarmViews(Alarms alarms) {
        return new AlarmViews(alarms);
    }

    @Bean
    Freshness circuitFreshness(Writers writers, LedgerReader reader) {
        return new Freshness(writers, reader.partitions(), FRESH_WITHIN);
    }
}
