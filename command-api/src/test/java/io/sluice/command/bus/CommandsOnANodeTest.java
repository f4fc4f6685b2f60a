package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.World;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.reads.StrongReads.AccountReading;
import io.sluice.ledger.reads.StrongReads.TimelineReading;
import io.sluice.ledger.reads.StrongReads.WithdrawalReading;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsOnANodeTest {

    @TempDir Path data;
    private World world;

    @BeforeEach
    void start() {
        world = new World(3, data, Map.of());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void anAcceptedCommandIsThereAtItsPosition() {
        AccountId alice = new AccountId("alice");
        CommandOutcome.Accepted opened =
                (CommandOutcome.Accepted) world.send(new OpenAccount(alice), "k");
        assertThat(world.node().end(opened.position().partition())).contains(opened.position());
    }

    @Test
    void theSameKeyAgainGivesTheFirstOutcome() {
        AccountId alice = world.funded("alice", 100);
        CommandOutcome.Accepted first = (CommandOutcome.Accepted) world.withdraw(alice, 1, "w");
        CommandOutcome.Repeated again = (CommandOutcome.Repeated) world.withdraw(alice, 1, "w");
        assertThat(again.events()).isEqualTo(first.events());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(world.withdraw(alice, 2, "w"))
                .isInstanceOfSatisfying(
                        CommandOutcome.Refused.class,
                        r -> assertThat(r.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void fiftyTimesTheSameKeyAtOnceMakesOneWithdrawalBeforeAndAfterARestart() {
        AccountId alice = world.funded("alice", 100);
        Set<Object> answers = new HashSet<>(fiftyAtOnce(alice));
        world.restart();
        answers.addAll(fiftyAtOnce(alice));
        assertThat(answers).hasSize(1);
        assertThat(world.events(WithdrawalRequested.class)).hasSize(1);
    }

    private List<Object> fiftyAtOnce(AccountId alice) {
        List<CompletableFuture<CommandOutcome>> sent =
                IntStream.range(0, 50)
                        .mapToObj(
                                i ->
                                        world.commands()
                                                .send(
                                                        World.request(
                                                                alice,
                                                                World.BTC,
                                                                World.BITCOIN,
                                                                7,
                                                                "bc1q"),
                                                        World.header(alice, "same")))
                        .toList();
        return sent.stream()
                .map(future -> future.orTimeout(10, TimeUnit.SECONDS).join())
                .<Object>map(
                        outcome ->
                                switch (outcome) {
                                    case CommandOutcome.Accepted(var events, var position) ->
                                            List.of(events, position);
                                    case CommandOutcome.Repeated(var events, var position) ->
                                            List.of(events, position);
                                    case CommandOutcome.Refused refused -> refused;
                                })
                .toList();
    }

    @Test
    void ofAThousandAtOnceAsManyAreAcceptedAsThereIsMoney() {
        AccountId alice = world.funded("alice", 600);
        List<CompletableFuture<CommandOutcome>> sent =
                IntStream.range(0, 1000)
                        .mapToObj(
                                i ->
                                        world.commands()
                                                .send(
                                                        World.request(
                                                                alice,
                                                                World.BTC,
                                                                World.BITCOIN,
                                                                1,
                                                                "sandbox:silent"),
                                                        World.header(alice, "w" + i)))
                        .toList();
        List<CommandOutcome> outcomes =
                sent.stream().map(f -> f.orTimeout(20, TimeUnit.SECONDS).join()).toList();
        assertThat(outcomes.stream().filter(CommandOutcome.Accepted.class::isInstance))
                .hasSize(600);
        assertThat(outcomes.stream().filter(CommandOutcome.Refused.class::isInstance))
                .hasSize(400)
                .allSatisfy(
                        refused ->
                                assertThat(((CommandOutcome.Refused) refused).code())
                                        .isEqualTo(ErrorCode.INSUFFICIENT_FUNDS));
        AccountReading reading = world.reads().account(alice).join().orElseThrow();
        assertThat(reading.balances().getFirst().available()).isEqualTo(Amount.ZERO);
        assertThat(reading.balances().getFirst().reserved()).isEqualTo(Amount.of(600));
    }

    @Test
    void aDepositIsUniqueByItsReference() {
        AccountId alice = world.funded("alice", 100);
        CreditDeposit again = new CreditDeposit(alice, World.BTC, Amount.of(100), "btc");
        CreditDeposit other = new CreditDeposit(alice, World.BTC, Amount.of(99), "btc");
        assertThat(world.send(again, "new key")).isInstanceOf(CommandOutcome.Repeated.class);
        assertThat(world.send(other, "newer key"))
                .isInstanceOfSatisfying(
                        CommandOutcome.Refused.class,
                        r -> assertThat(r.code()).isEqualTo(ErrorCode.REFERENCE_REUSED));
    }

    @Test
    void aStrongReadShowsTheTimelineWithPositions() {
        AccountId alice = world.funded("alice", 100);
        CommandOutcome.Accepted requested = (CommandOutcome.Accepted) world.withdraw(alice, 5, "w");
        world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
        WithdrawalReading reading =
                world.reads()
                        .withdrawal(alice, World.withdrawalId(alice, "w"))
                        .join()
                        .orElseThrow();
        assertThat(reading.timeline().stream().map(TimelineReading::event))
                .containsExactly(
                        "withdrawal-requested",
                        "withdrawal-released",
                        "withdrawal-submitted",
                        "withdrawal-settled");
        assertThat(reading.timeline().getFirst().position())
                .isEqualTo(requested.position().toString());
        assertThat(world.reads().account(new AccountId("nobody")).join()).isEmpty();
    }

    @Test
    void whatWasForgottenWithTheSpeculationIsDecidedAnew() {
        AccountId alice = world.funded("alice", 100);
        int partition = world.node().partitionOf("alice");
        for (int round = 0; round < 20; round++) {
            CompletableFuture<CommandOutcome> withdrawn =
                    world.commands()
                            .send(
                                    World.request(
                                            alice, World.BTC, World.BITCOIN, 1, "sandbox:silent"),
                                    World.header(alice, "w" + round));
            var barriers = world.node().barriers(partition);
            barriers.direct("resolved", barriers.newNonce(), Map.of(), List.of()).join();
            assertThat(withdrawn.orTimeout(10, TimeUnit.SECONDS).join())
                    .isInstanceOf(CommandOutcome.Accepted.class);
        }
        assertThat(world.events(WithdrawalRequested.class)).hasSize(20);
        assertThat(world.send(new ChangeAccountStatus(alice, AccountStatus.CLOSED, "bye"), "close"))
                .isInstanceOfSatisfying(
                        CommandOutcome.Refused.class,
                        r -> assertThat(r.code()).isEqualTo(ErrorCode.ACCOUNT_NOT_EMPTY));
    }
}
