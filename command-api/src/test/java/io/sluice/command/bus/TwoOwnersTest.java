package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.EventPayloads;
import io.sluice.command.MemoryGuard;
import io.sluice.command.MemoryLogs;
import io.sluice.command.World;
import io.sluice.command.slice.ApprovalTerms;
import io.sluice.command.slice.Slices;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Catalogue;
import io.sluice.log.axon.ChainEventStorageEngine;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a decision has read is part of its append condition, whoever else writes. */
class TwoOwnersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AccountId ALICE = new AccountId("alice");
    private static final int FUNDS = 150;
    private static final int REQUESTS_EACH = 100;

    private final MemoryLogs logs = new MemoryLogs(1);

    @Test
    void ofTwoWhoDecideOnTheSameMoneyAtOnceNoneSpendsWhatTheOtherSpent() throws Exception {
        try (LedgerNode one = node();
                LedgerNode other = node()) {
            Commands first = commands(one);
            Commands second = commands(other);
            send(first, new OpenAccount(ALICE), "open");
            send(first, new CreditDeposit(ALICE, World.BTC, Amount.of(FUNDS), "r"), "deposit");
            List<CompletableFuture<CommandOutcome>> asked = new ArrayList<>();
            for (int i = 0; i < REQUESTS_EACH; i++) {
                asked.add(withdraw(first, "first-" + i));
                asked.add(withdraw(second, "second-" + i));
            }
            long accepted = 0;
            for (CompletableFuture<CommandOutcome> answer : asked) {
                CommandOutcome outcome = answer.get(60, TimeUnit.SECONDS);
                assertThat(outcome)
                        .isInstanceOfAny(
                                CommandOutcome.Accepted.class, CommandOutcome.Refused.class);
                accepted += outcome instanceof CommandOutcome.Accepted ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(FUNDS);
            assertThat(one.refusals()).isEmpty();
            assertThat(other.refusals()).isEmpty();
        }
    }

    /** Sent from the loops, where what is in flight can be seen: it must not count as seen. */
    @Test
    void aKeyThatBothAreAskedForAtOnceHasOneEffect() throws Exception {
        try (LedgerNode one = node();
                LedgerNode other = node()) {
            Commands first = commands(one);
            Commands second = commands(other);
            send(first, new OpenAccount(ALICE), "open");
            send(first, new CreditDeposit(ALICE, World.BTC, Amount.of(FUNDS), "r"), "deposit");
            CompletableFuture<CommandOutcome> onFirst = withdraw(first, "begin-first");
            CompletableFuture<CommandOutcome> onSecond = withdraw(second, "begin-second");
            List<CompletableFuture<CommandOutcome>> asked = new ArrayList<>();
            for (int i = 0; i < REQUESTS_EACH; i++) {
                String key = "same-" + i;
                asked.add(onFirst.thenCompose(begun -> withdraw(first, key)));
                asked.add(onSecond.thenCompose(begun -> withdraw(second, key)));
            }
            long accepted = 0;
            for (CompletableFuture<CommandOutcome> answer : asked) {
                CommandOutcome outcome = answer.get(60, TimeUnit.SECONDS);
                assertThat(outcome)
                        .isInstanceOfAny(
                                CommandOutcome.Accepted.class, CommandOutcome.Repeated.class);
                accepted += outcome instanceof CommandOutcome.Accepted ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(REQUESTS_EACH);
        }
    }

    private LedgerNode node() {
        LedgerNode node =
                new LedgerNode(
                        LedgerNodeSettings.ofOwner(),
                        logs,
                        new MemoryGuard(),
                        new EventPayloads(),
                        Clock.systemUTC());
        node.start();
        await().atMost(PATIENCE).until(node::isReady);
        return node;
    }

    private static Commands commands(LedgerNode node) {
        CommandEngine engine =
                new CommandEngine(
                        new ChainEventStorageEngine(node),
                        node::events,
                        node::confirmedEvents,
                        node::speculationEpoch,
                        node::writer,
                        node,
                        new AccountSnapshots(
                                node.partitions(), node::speculationEpoch, served -> true),
                        Clock.systemUTC());
        Slices.subscribe(
                engine,
                Catalogue.standard(),
                Approvals.ONE,
                Approvals.ONE,
                ApprovalTerms.NONE,
                partition -> true,
                (withdrawal, now) -> false,
                (asset, network) -> false);
        return new Commands(engine.bus(), node, Clock.systemUTC(), PATIENCE);
    }

    private static CompletableFuture<CommandOutcome> withdraw(Commands commands, String key) {
        return commands.send(
                World.request(ALICE, World.BTC, World.BITCOIN, 1, "sandbox:silent"),
                World.header(ALICE, key));
    }

    private static void send(Commands commands, AccountCommand command, String key)
            throws Exception {
        assertThat(commands.send(command, World.header(ALICE, key)).get(30, TimeUnit.SECONDS))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }
}
