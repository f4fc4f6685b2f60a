package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.World;
import io.sluice.command.rail.WebhookServer;
import io.sluice.command.rail.WebhookServer.Reply;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RailsOnANodeTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path data;
    private final Map<String, Object> properties = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private World world() {
        World world = new World(1, data, properties);
        open.add(world);
        return world;
    }

    private void sandbox(String name, String serves) {
        properties.put("sluice.rails." + name + ".kind", "sandbox");
        properties.put("sluice.rails." + name + ".serves", serves);
    }

    private void remove(String name) {
        properties.keySet().removeIf(key -> key.startsWith("sluice.rails." + name));
    }

    private WebhookServer webhook(WebhookServer server, String promises) {
        open.add(server);
        properties.put("sluice.rails.hook.kind", "webhook");
        properties.put("sluice.rails.hook.serves", "*");
        properties.put("sluice.rails.hook.url", server.url().toString());
        properties.put("sluice.rails.hook.secret", "a-secret-of-24-characters");
        properties.put("sluice.rails.hook.promises", promises);
        properties.put("sluice.rails.hook.first-wait", "5ms");
        properties.put("sluice.rails.hook.longest-wait", "20ms");
        properties.put("sluice.rails.hook.breaker-failures", "2");
        properties.put("sluice.rails.hook.breaker-open", "200ms");
        return server;
    }

    private List<String> paidBy(String rail) throws IOException {
        return Files.readAllLines(data.resolve("rail").resolve(rail + ".journal")).stream()
                .map(line -> List.of(line.split("\t", -1)).get(1))
                .toList();
    }

    private static String id(AccountId account, String key) {
        return World.withdrawalId(account, key).toString();
    }

    @Test
    void whatIsReleasedGoesToTheRailOfItsReleaseWhateverIsConfiguredLater() throws IOException {
        properties.put("sluice.rail.sandbox.behaviour", "SILENT");
        sandbox("one", "*");
        World world = world();
        AccountId alice = world.funded("alice", 100);
        world.withdraw(alice, 5, "before");
        world.awaitStatus(alice, "before", WithdrawalStatus.RELEASED);
        assertThat(world.events(WithdrawalReleased.class).getFirst().rail().name())
                .isEqualTo("one");
        assertThat(world.events(WithdrawalReleased.class).getFirst().rail().promises())
                .containsExactlyInAnyOrder(RailPromise.DEDUPLICATES, RailPromise.HONOURS_NOT_AFTER);

        properties.put("sluice.rail.sandbox.behaviour", "PAY");
        remove("one");
        sandbox("two", "*");
        world.restart();
        world.withdraw(alice, 5, "after");
        world.awaitStatus(alice, "after", WithdrawalStatus.SETTLED);
        assertThat(world.status(alice, "before")).isEqualTo(WithdrawalStatus.RELEASED);
        assertThat(paidBy("two")).containsExactly(id(alice, "after"));

        sandbox("one", "EUR");
        world.restart();
        world.awaitStatus(alice, "before", WithdrawalStatus.SETTLED);
        assertThat(paidBy("one")).containsExactly(id(alice, "before"));
        assertThat(paidBy("two")).containsExactly(id(alice, "after"));
    }

    @Test
    void nothingIsReleasedToARailThatIsOutOfOrder() {
        CountDownLatch mended = new CountDownLatch(1);
        WebhookServer server =
                webhook(
                        WebhookServer.start(
                                call ->
                                        mended.getCount() == 0
                                                ? Reply.settled("tx-" + call.key())
                                                : Reply.of(503, "")),
                        "deduplicates");
        World world = world();
        AccountId alice = world.funded("alice", 100);
        world.withdraw(alice, 1, "first");
        await().atMost(SOON).until(() -> server.calls().size() >= 2);
        for (String key : List.of("a", "b", "c")) {
            world.withdraw(alice, 1, key);
        }
        await().during(Duration.ofMillis(300))
                .atMost(SOON)
                .until(() -> world.events(WithdrawalReleased.class).size() == 1);
        assertThat(world.status(alice, "c")).isEqualTo(WithdrawalStatus.REQUESTED);
        mended.countDown();
        for (String key : List.of("first", "a", "b", "c")) {
            world.awaitStatus(alice, key, WithdrawalStatus.SETTLED);
        }
        assertThat(world.events(WithdrawalReleased.class)).hasSize(4);
        for (String key : List.of("a", "b", "c")) {
            assertThat(server.calls(id(alice, key))).hasSize(1);
        }
    }

    /** The answer of the first life is lost with it. */
    @ParameterizedTest
    @CsvSource({"deduplicates, SETTLED, 2", "honours-not-after, UNKNOWN, 1"})
    void afterARestartOnlyARailThatDeduplicatesIsAskedAgain(
            String promises, WithdrawalStatus end, int calls) {
        CountDownLatch lost = new CountDownLatch(1);
        WebhookServer server =
                webhook(
                        WebhookServer.start(
                                call ->
                                        call.number() == 1
                                                ? Reply.settled("tx").onceOpen(lost)
                                                : Reply.settled("tx")),
                        promises);
        World world = world();
        AccountId alice = world.funded("alice", 100);
        world.withdraw(alice, 5, "w");
        await().atMost(SOON).until(() -> !server.calls().isEmpty());
        world.restart();
        world.awaitStatus(alice, "w", end);
        assertThat(server.calls()).hasSize(calls);
        lost.countDown();
    }

    @ParameterizedTest
    @CsvSource({"deduplicates, UNKNOWN", "refuses-for-good, FAILED"})
    void aDefinitiveReportIsProofOnlyFromARailThatThenRefusesForGood(
            String promises, WithdrawalStatus end) {
        CountDownLatch never = new CountDownLatch(1);
        WebhookServer server =
                webhook(WebhookServer.start(call -> Reply.settled("tx").onceOpen(never)), promises);
        World world = world();
        AccountId alice = world.funded("alice", 100);
        world.withdraw(alice, 5, "w");
        await().atMost(SOON).until(() -> !server.calls().isEmpty());
        world.send(new ReportFailure(alice, World.withdrawalId(alice, "w"), "no", true), "f");
        assertThat(world.status(alice, "w")).isEqualTo(end);
        never.countDown();
    }

    @Test
    void whatTheRailRefusesForGoodIsBack() {
        webhook(
                WebhookServer.start(
                        call -> Reply.of(422, "{\"status\":\"refused\",\"reason\":\"no\"}")),
                "");
        World world = world();
        AccountId alice = world.funded("alice", 100);
        world.withdraw(alice, 5, "w");
        world.awaitStatus(alice, "w", WithdrawalStatus.FAILED);
    }

    @Test
    void whatNobodyAnsweredByItsNotAfterIsUnknown() {
        properties.put("sluice.rail.sandbox.behaviour", "SILENT");
        properties.put("sluice.payout.instruction-validity", "200ms");
        properties.put("sluice.payout.clock-skew", "50ms");
        World world = world();
        AccountId alice = world.funded("alice", 100);
        world.withdraw(alice, 5, "w");
        world.awaitStatus(alice, "w", WithdrawalStatus.UNKNOWN);
    }
}
