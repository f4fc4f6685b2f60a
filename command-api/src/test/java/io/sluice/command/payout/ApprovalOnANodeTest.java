package io.sluice.command.payout;

import static io.sluice.command.World.BITCOIN;
import static io.sluice.command.World.BTC;
import static io.sluice.command.World.ETH;
import static io.sluice.command.World.ETHEREUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.circuit.PauseAnswer;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalOnANodeTest {

    private static final Map<String, Object> POLICY =
            Map.of(
                    "sluice.approval.amount", "BTC=0.000001",
                    "sluice.approval.per-day", "ETH=0.0000000000000001",
                    "sluice.approval.new-destination", "true");

    @TempDir Path data;
    private final SetClock clock = new SetClock();

    /** The time of day, and so much more. */
    private static final class SetClock extends Clock {
        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        void ahead(Duration by) {
            ahead.updateAndGet(now -> now.plus(by));
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private CommandOutcome send(World world, AccountCommand command, String key) {
        CommandKey named = new CommandKey(NamedIds.commandKey(command.accountId(), key), key);
        return world.commands()
                .send(
                        command,
                        new CommandHeader(UUID.randomUUID(), "tester", Optional.of(named), now()))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private List<ApprovalRule> request(
            World world, AccountId account, Asset asset, long units, String to, String key) {
        CommandOutcome outcome = send(world, command(account, asset, units, to, none()), key);
        return ((WithdrawalRequested) ((CommandOutcome.Accepted) outcome).events().getFirst())
                .approval()
                .map(need -> need.rules())
                .orElse(List.of());
    }

    private static Optional<Instant> none() {
        return Optional.empty();
    }

    private static RequestWithdrawal command(
            AccountId account, Asset asset, long units, String to, Optional<Instant> expiresAt) {
        Network network = asset.equals(BTC) ? BITCOIN : ETHEREUM;
        return new RequestWithdrawal(
                account,
                asset,
                network,
                Amount.of(units),
                Amount.ZERO,
                new Destination(to, Optional.empty()),
                expiresAt);
    }

    private void approve(World world, AccountId account, String key) {
        assertThat(
                        send(
                                world,
                                new ApproveWithdrawal(
                                        account, World.withdrawalId(account, key), "seen"),
                                "approve " + key))
                .isInstanceOf(CommandOutcome.Accepted.class);
    }

    /** What was decided before a restart is decided in the same way after it. */
    @Test
    void limitsAndDestinationsAreKnownFromTheLogAlone() {
        try (World world = new World(1, data, POLICY)) {
            AccountId alice = world.funded("alice", 1_000);
            assertThat(request(world, alice, BTC, 1, "new", "w1"))
                    .containsExactly(ApprovalRule.NEW_DESTINATION);
            assertThat(request(world, alice, BTC, 100, "new", "w2"))
                    .containsExactly(ApprovalRule.AMOUNT, ApprovalRule.NEW_DESTINATION);
            assertThat(request(world, alice, ETH, 100, "eth", "w3"))
                    .containsExactly(ApprovalRule.NEW_DESTINATION);
            world.restart();

            approve(world, alice, "w2");
            approve(world, alice, "w1");
            world.awaitStatus(alice, "w1", WithdrawalStatus.SETTLED);
            world.awaitStatus(alice, "w2", WithdrawalStatus.SETTLED);
            approve(world, alice, "w3");
            world.restart();

            assertThat(request(world, alice, BTC, 1, "new", "w4")).isEmpty();
            assertThat(request(world, alice, ETH, 1, "eth", "w5"))
                    .containsExactly(ApprovalRule.DAILY_AMOUNT);
            assertThat(world.status(alice, "w5")).isEqualTo(WithdrawalStatus.AWAITING_APPROVAL);
            // They join the queue in the order of their approval.
            assertThat(ids(world, WithdrawalReleased.class).subList(0, 2))
                    .isEqualTo(ids(world, WithdrawalApproved.class).subList(0, 2));
        }
    }

    private static List<WithdrawalId> ids(
            World world, Class<? extends LedgerEvent.WithdrawalEvent> type) {
        return world.events(0).stream()
                .filter(type::isInstance)
                .map(event -> type.cast(event).withdrawalId())
                .toList();
    }

    @Test
    void anExpiryStandsStillUnderAPauseAndGoesOnAfterIt() {
        try (World world = new World(1, data, Map.of(), clock)) {
            AccountId alice = world.funded("alice", 1_000);
            PauseAnswer pause = pause(world);
            Optional<Instant> inAnHour = Optional.of(now().plus(Duration.ofHours(1)));
            send(world, command(alice, BTC, 1, "btc", inAnHour), "w");
            assertThat(world.status(alice, "w")).isEqualTo(WithdrawalStatus.HELD);
            freeze(world, alice);

            clock.ahead(Duration.ofHours(5));
            assertNothingExpires(world);
            resume(world, pause);
            clock.ahead(Duration.ofMinutes(59));
            assertNothingExpires(world);
            clock.ahead(Duration.ofMinutes(2));
            world.awaitStatus(alice, "w", WithdrawalStatus.CANCELLED);
            assertThat(world.events(WithdrawalExpired.class))
                    .singleElement()
                    .satisfies(
                            expired ->
                                    assertThat(expired.expiredAt())
                                            .isEqualTo(
                                                    inAnHour.get()
                                                            .plus(covered(world, inAnHour.get()))));
        }
    }

    private PauseAnswer pause(World world) {
        return world.circuit()
                .pauses()
                .open(World.pause(new Scope.OfAsset(BTC), PauseMode.HOLD), header("p"));
    }

    private void resume(World world, PauseAnswer pause) {
        world.circuit()
                .resumptions()
                .resume(List.of(pause.pause().pauseId()), "over", Optional.empty(), header("r"));
        await().until(() -> !world.events(PauseResumed.class).isEmpty());
    }

    private CommandHeader header(String key) {
        return new CommandHeader(
                UUID.randomUUID(),
                "tester",
                Optional.of(new CommandKey(NamedIds.circuitKey(key), key)),
                now());
    }

    /** A frozen account's are not released, so what is left is their expiry. */
    private void freeze(World world, AccountId account) {
        send(world, new ChangeAccountStatus(account, AccountStatus.FROZEN, "look"), "freeze");
    }

    /** The queue was asked at that time, and offers nothing. */
    private void assertNothingExpires(World world) {
        assertThat(world.payouts().queue(0).expired(now(), 10)).isEmpty();
        assertThat(world.events(WithdrawalExpired.class)).isEmpty();
    }

    /** From the entries: between the request and the resumption, all of it was under the pause. */
    private static Duration covered(World world, Instant expiresAt) {
        Instant requested =
                world.events(WithdrawalRequested.class).stream()
                        .filter(e -> e.expiresAt().equals(Optional.of(expiresAt)))
                        .map(e -> e.admission().orElseThrow().decidedAt())
                        .findFirst()
                        .orElseThrow();
        Instant resumed = entryTime(world, PauseResumed.class);
        assertThat(entryTime(world, PauseOpened.class)).isBeforeOrEqualTo(requested);
        return Duration.between(requested, resumed);
    }

    private static Instant entryTime(World world, Class<? extends LedgerEvent> type) {
        return world.entries(0)
                .filter(
                        entry ->
                                entry.events().stream().anyMatch(e -> type.isInstance(e.payload())))
                .findFirst()
                .orElseThrow()
                .time();
    }

    @Test
    void doesNotStartOnAPolicyThatCannotBeMeant() {
        assertThatThrownBy(
                        () -> {
                            try (World world =
                                    new World(1, data, Map.of("sluice.approval.per-day", "BTC"))) {
                                world.node();
                            }
                        })
                .rootCause()
                .hasMessage("sluice.approval.per-day: \"BTC\" is not ASSET=AMOUNT, as in BTC=1.5");
    }
}
