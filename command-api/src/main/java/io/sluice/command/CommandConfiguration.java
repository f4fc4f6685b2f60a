package io.sluice.command;

import io.sluice.command.alarm.Alarms;
import io.sluice.command.bus.AccountSnapshots;
import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.Writers;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.circuit.Intents;
import io.sluice.command.http.HttpConfiguration;
import io.sluice.command.payout.Payouts;
import io.sluice.command.payout.RailBreakers;
import io.sluice.command.payout.RailHealth;
import io.sluice.command.payout.RailProofs;
import io.sluice.command.payout.Rails;
import io.sluice.command.payout.ReportedToLedger;
import io.sluice.command.rail.RailBook;
import io.sluice.command.rail.RailContext;
import io.sluice.command.rail.RailProvider;
import io.sluice.command.rail.SandboxProvider;
import io.sluice.command.rail.WebhookProvider;
import io.sluice.command.reads.OwnerReads;
import io.sluice.command.reads.Timelines;
import io.sluice.command.slice.ApprovalTerms;
import io.sluice.command.slice.Slices;
import io.sluice.command.watchdog.CommandChecks;
import io.sluice.command.watchdog.OwnerBalances;
import io.sluice.command.watchdog.OwnerStates;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.log.PartitionWriter;
import io.sluice.log.WriterState;
import io.sluice.log.axon.ChainEventStorageEngine;
import io.sluice.log.writer.LedgerNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The command side, put together on a {@link LedgerNode} that owns partitions. Needs beans {@code
 * LedgerNode}, {@code PayloadCodec}, {@code Catalogue} and {@code Clock}; gives {@link
 * StrongReads}. The folds register with the node while the context is made; releasing begins with
 * {@link CommandSide}'s start.
 */
@Configuration(proxyBeanMethods = false)
@Import({HttpConfiguration.class, WatchdogConfiguration.class})
public class CommandConfiguration {

    /** For how long a decision that something foreign overtook is taken again. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Bean
    CommandSettings commandSettings(Environment environment) {
        return CommandSettings.of(environment);
    }

    @Bean
    Approvals approvals(CommandSettings settings) {
        return settings.approvals();
    }

    @Bean
    Writers partitionWriters(LedgerNode node) {
        return node::writer;
    }

    @Bean
    AccountSnapshots accountSnapshots(LedgerNode node) {
        return new AccountSnapshots(
                node.partitions(),
                node::speculationEpoch,
                partition -> node.writer(partition).state() == WriterState.SERVING);
    }

    @Bean
    CommandEngine commandEngine(
            LedgerNode node, Writers writers, AccountSnapshots accounts, Clock clock) {
        return new CommandEngine(
                new ChainEventStorageEngine(node),
                node::events,
                node::confirmedEvents,
                node::speculationEpoch,
                writers,
                node,
                accounts,
                clock);
    }

    @Bean
    Commands commands(CommandEngine engine, LedgerNode node, Clock clock) {
        return new Commands(engine.bus(), node, clock, PATIENCE);
    }

    @Bean
    ApprovalTerms approvalTerms(Environment environment, Catalogue catalogue, Clock clock) {
        return ApprovalProperties.of(
                environment, catalogue, new ClockWatch(clock, System::nanoTime));
    }

    @Bean
    Payouts payouts(LedgerNode node, CommandSettings settings) {
        return new Payouts(node.partitions(), settings.payout().mostOpen());
    }

    @Bean
    CircuitBoard circuitBoard(LedgerNode node, Payouts payouts) {
        return new CircuitBoard(node.partitions(), payouts);
    }

    @Bean
    Intents pauseIntents(CommandSettings settings) {
        return new Intents(settings.data().resolve("intents"));
    }

    @Bean
    ReportedToLedger railReports(Commands commands, Writers writers, Clock clock) {
        return new ReportedToLedger(commands, writers, clock);
    }

    @Bean
    RailProvider sandboxRails(CommandSettings settings) {
        return new SandboxProvider(settings.sandbox());
    }

    @Bean
    RailProvider webhookRails() {
        return new WebhookProvider();
    }

    @Bean
    Rails rails(
            List<RailProvider> providers,
            CommandSettings settings,
            ReportedToLedger reports,
            Catalogue catalogue,
            Clock clock) {
        return new RailBook(providers)
                .open(
                        settings.rails(),
                        new RailContext(
                                reports,
                                catalogue,
                                clock,
                                settings.data().resolve("rail"),
                                settings.payout().instructionValidity()));
    }

    @Bean
    Circuit circuit(
            CommandEngine engine,
            Commands commands,
            LedgerNode node,
            CircuitBoard board,
            Intents intents,
            Catalogue catalogue,
            CommandSettings settings,
            Clock clock) {
        return Circuit.of(
                engine,
                commands,
                new NodeLog(node),
                board,
                intents,
                catalogue,
                settings.toResume(),
                settings.circuit(),
                clock);
    }

    @Bean
    CommandChecks commandChecks(
            Circuit circuit, Payouts payouts, ReportedToLedger reports, Alarms alarms) {
        return new CommandChecks(circuit, payouts, reports, alarms);
    }

    @Bean
    RailHealth railOutcomes(Payouts payouts) {
        return payouts.outcomes();
    }

    @Bean
    RailHealth railBreakers(Rails rails) {
        return new RailBreakers(rails);
    }

    @Bean
    OwnerBalances ownerBalances(
            CommandEngine engine, Commands commands, LedgerNode node, Clock clock) {
        return new OwnerStates(engine, commands, node::events, clock);
    }

    @Bean
    StrongReads ownerReads(CommandEngine engine, Commands commands, LedgerNode node, Clock clock) {
        return new OwnerReads(engine, commands, new Timelines(node::events, node), clock);
    }

    @Bean
    CommandSide commandSide(
            CommandEngine engine,
            LedgerNode node,
            Writers writers,
            Commands commands,
            AccountSnapshots accounts,
            Payouts payouts,
            Circuit circuit,
            Catalogue catalogue,
            ApprovalTerms approvals,
            Rails rails,
            ReportedToLedger reports,
            StrongReads reads,
            CommandSettings settings,
            Clock clock) {
        Slices.subscribe(
                engine,
                catalogue,
                settings.approvals(),
                settings.toResume(),
                approvals,
                payouts::hasRoom,
                new RailProofs(rails, settings.payout().clockSkew()),
                circuit.gate());
        for (int p = 0; p < node.partitions(); p++) {
            int partition = p;
            PartitionWriter writer = node.writer(partition);
            writer.follow(new PartitionFolds(payouts, circuit.board(), () -> node.end(partition)));
            writer.follow(accounts.follower(partition));
        }
        return new CommandSide(
                () -> {
                    payouts.start(
                            writers,
                            node,
                            commands,
                            rails,
                            reports,
                            reads,
                            circuit.gate(),
                            settings.payout(),
                            clock);
                    circuit.completion().start();
                },
                () -> {
                    payouts.close();
                    circuit.completion().close();
                    reports.close();
                });
    }
}
