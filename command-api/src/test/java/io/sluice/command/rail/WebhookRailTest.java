package io.sluice.command.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.payout.Clearance;
import io.sluice.command.payout.Instruction;
import io.sluice.command.payout.Instructions;
import io.sluice.command.payout.ToldReports;
import io.sluice.command.rail.WebhookServer.Call;
import io.sluice.command.rail.WebhookServer.Reply;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server that behaves as badly as one can. */
class WebhookRailTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SHORTLY = Duration.ofMillis(400);
    private static final byte[] SECRET =
            "a-secret-of-24-characters".getBytes(StandardCharsets.UTF_8);
    private static final Clearance CLEARED = () -> CompletableFuture.completedFuture(true);
    private static final String TX = "tx-1";

    private final ToldReports told = new ToldReports();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountDownLatch theEnd = new CountDownLatch(1);
    private final Instruction instruction = instruction(1);

    private Duration givesUpAfter = SOON;
    private DeliveryLimits limits = limits(100, 1_000, SOON);

    private static DeliveryLimits limits(int tries, int failuresToOpen, Duration open) {
        return new DeliveryLimits(
                4, 20, Duration.ofMillis(2), Duration.ofMillis(20), tries, failuresToOpen, open);
    }

    @AfterEach
    void close() throws Exception {
        theEnd.countDown();
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private static Instruction instruction(int number) {
        return Instructions.of(
                new WithdrawalId(new UUID(7, number)), Instant.now().plusSeconds(60));
    }

    private static String key(Instruction instruction) {
        return instruction.withdrawalId().toString();
    }

    private WebhookServer server(Function<Call, Reply> script) {
        WebhookServer server = WebhookServer.start(script);
        open.add(server);
        return server;
    }

    private DeliveringRail rail(WebhookServer server, RailPromise... promises) {
        DeliveringRail rail =
                new DeliveringRail(
                        new RailTerms("hook", Set.of(promises)),
                        new WebhookDelivery(
                                server.url(),
                                new Signature(List.of(SECRET)),
                                Duration.ofSeconds(2),
                                givesUpAfter,
                                Catalogue.standard(),
                                Clock.systemUTC()),
                        limits,
                        told,
                        Clock.systemUTC(),
                        below -> below - 1);
        open.add(rail);
        return rail;
    }

    private void awaitTold(String... words) {
        await().atMost(SOON).until(() -> told.words.size() >= words.length);
        assertThat(told.words).containsExactly(words);
    }

    /** One for each way in which nobody can tell whether it was taken. */
    private Reply trouble(String kind) {
        return switch (kind) {
            case "times out" -> Reply.settled(TX).onceOpen(theEnd);
            case "500" -> Reply.of(500, "{\"status\":\"settled\",\"transaction\":\"x\"}");
            case "hangs up" -> Reply.of(0, "");
            case "redirects" -> Reply.of(307, "");
            case "no json" -> Reply.of(200, "ok");
            case "empty" -> Reply.of(200, "");
            case "no such status" -> Reply.of(200, "{\"status\":\"maybe\"}");
            case "settled by nothing" -> Reply.of(200, "{\"status\":\"settled\"}");
            case "endless" -> Reply.of(200, "x".repeat(70_000));
            case "conflict" -> Reply.of(409, "");
            case "conflict of another kind" ->
                    Reply.of(409, "{\"status\":\"settled\",\"transaction\":\"x\"}");
            case "not found" -> Reply.of(404, "");
            default -> throw new AssertionError(kind);
        };
    }

    @Test
    void postsTheInstructionSignedUnderTheWithdrawalsId() {
        WebhookServer server = server(call -> Reply.settled(TX));
        rail(server).hand(instruction, CLEARED);
        awaitTold("settled " + TX);
        Call call = server.calls().getFirst();
        assertThat(call.key()).isEqualTo(key(instruction));
        assertThat(call.contentType()).isEqualTo("application/json");
        assertThat(call.body())
                .isEqualTo(
                        "{\"withdrawalId\":\"%s\",\"attempt\":1,\"accountId\":\"alice\",\"asset\":\"BTC\",\"network\":\"bitcoin\",\"amount\":\"0.00000050\",\"destination\":{\"address\":\"bc1q\"},\"notAfter\":\"%s\",\"releasedAt\":\"0:1:00000000\"}"
                                .formatted(key(instruction), instruction.notAfter()));
        long seconds = Long.parseLong(call.signature().split("[=,]", -1)[1]);
        assertThat(seconds)
                .isBetween(Instant.now().getEpochSecond() - 10, Instant.now().getEpochSecond());
        assertThat(call.signature())
                .isEqualTo(
                        new Signature(List.of(SECRET))
                                .of(
                                        Instant.ofEpochSecond(seconds),
                                        call.body().getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"status\":\"accepted\",\"railReference\":\"r-9\"} | submitted r-9",
                "202 | {\"status\":\"submitted\",\"railReference\":\"r-9\"} | submitted r-9",
                "201 | {\"status\":\"settled\",\"transaction\":\"0xab\"} | settled 0xab",
                "200 | {\"status\":\"refused\",\"reason\":\"no such address\"} | refused no such"
                        + " address",
                "409 | {\"status\":\"refused\",\"reason\":\"too late\"} | refused too late",
                "422 | {\"status\":\"refused\"} | refused refused by the rail",
            })
    void takesEachAnswerForWhatItSays(int status, String body, String word) {
        rail(server(call -> Reply.of(status, body))).hand(instruction, CLEARED);
        awaitTold(word);
    }

    @Test
    void aRailThatTakesItWithoutAReferenceKnowsItByTheWithdrawalsId() {
        rail(server(call -> Reply.of(202, "{\"status\":\"accepted\"}"))).hand(instruction, CLEARED);
        awaitTold("submitted " + key(instruction));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "times out",
                "500",
                "hangs up",
                "redirects",
                "no json",
                "empty",
                "no such status",
                "settled by nothing",
                "endless",
                "conflict",
                "conflict of another kind",
                "not found"
            })
    void whereTheRailDoesNotDeduplicateADoubtIsUnknownAndNeverSentAgain(String kind) {
        givesUpAfter = kind.equals("times out") ? SHORTLY : SOON;
        WebhookServer server = server(call -> trouble(kind));
        rail(server, RailPromise.HONOURS_NOT_AFTER, RailPromise.REFUSES_FOR_GOOD)
                .hand(instruction, CLEARED);
        await().atMost(SOON).until(() -> !told.words.isEmpty());
        assertThat(told.words).singleElement().asString().startsWith("unknown ");
        await().during(Duration.ofMillis(60)).atMost(SOON).until(() -> server.calls().size() == 1);
        assertThat(told.words).hasSize(1);
    }

    @Test
    void whereTheRailDeduplicatesTheSameKeyIsSentUntilItAnswersAndPaysOnce() {
        List<String> kinds =
                List.of("times out", "500", "hangs up", "no json", "conflict", "not found");
        givesUpAfter = SHORTLY;
        Set<String> paid = ConcurrentHashMap.newKeySet();
        List<String> payments = new ArrayList<>();
        WebhookServer server =
                server(
                        call -> {
                            synchronized (payments) {
                                if (paid.add(call.key())) {
                                    payments.add(call.key());
                                }
                            }
                            return call.number() <= kinds.size()
                                    ? trouble(kinds.get(call.number() - 1))
                                    : Reply.settled(TX);
                        });
        rail(server, RailPromise.DEDUPLICATES).hand(instruction, CLEARED);
        awaitTold("settled " + TX);
        assertThat(server.calls(key(instruction))).hasSize(kinds.size() + 1);
        assertThat(server.calls()).hasSize(kinds.size() + 1);
        assertThat(server.calls().stream().map(Call::body).distinct()).hasSize(1);
        assertThat(payments).containsExactly(key(instruction));
    }

    /** The first answer comes when nobody listens any more, the second says the same. */
    @Test
    void anAnswerAfterTheClientGaveUpHasNoSecondEffect() {
        givesUpAfter = SHORTLY;
        CountDownLatch late = new CountDownLatch(1);
        WebhookServer server =
                server(
                        call -> {
                            if (call.number() == 1) {
                                return Reply.settled(TX).onceOpen(late);
                            }
                            late.countDown();
                            return Reply.settled(TX);
                        });
        rail(server, RailPromise.DEDUPLICATES).hand(instruction, CLEARED);
        awaitTold("settled " + TX);
        await().during(Duration.ofMillis(50)).atMost(SOON).until(() -> told.words.size() == 1);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void whatWasCertainlyNotTakenIsSentAgainWhateverTheRailPromises() {
        WebhookServer server =
                server(
                        call ->
                                switch (call.number()) {
                                    case 1 -> Reply.of(429, "");
                                    case 2 -> Reply.of(401, "");
                                    default -> Reply.settled(TX);
                                });
        rail(server).hand(instruction, CLEARED);
        awaitTold("settled " + TX);
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void nobodyThereIsTriedAgainUntilNotAfterAndThenUnknown() {
        WebhookServer gone = server(call -> Reply.settled(TX));
        DeliveringRail rail = rail(gone);
        gone.close();
        rail.hand(
                Instructions.of(instruction.withdrawalId(), Instant.now().plusMillis(300)),
                CLEARED);
        await().atMost(SOON).until(() -> !told.words.isEmpty());
        assertThat(told.words)
                .singleElement()
                .asString()
                .startsWith("unknown cannot connect")
                .containsPattern("after [0-9]+ tries");
    }

    @Test
    void whatIsNotClearedAnyMoreIsNotSentAndInDoubt() {
        WebhookServer server = server(call -> Reply.of(500, ""));
        List<Boolean> answers = new ArrayList<>(List.of(true, true, false));
        Clearance twice =
                () -> {
                    synchronized (answers) {
                        return CompletableFuture.completedFuture(answers.removeFirst());
                    }
                };
        rail(server, RailPromise.DEDUPLICATES).hand(instruction, twice);
        awaitTold("unknown not sent any more after 2 tries");
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void theSameInstructionAgainWhileInHandChangesNothing() {
        CountDownLatch answer = new CountDownLatch(1);
        WebhookServer server = server(call -> Reply.settled(TX).onceOpen(answer));
        DeliveringRail rail = rail(server);
        rail.hand(instruction, CLEARED);
        rail.hand(instruction, CLEARED);
        await().atMost(SOON).until(() -> server.calls().size() == 1);
        answer.countDown();
        awaitTold("settled " + TX);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void neverMoreAtOnceThanItMayAndNeverMoreInHandThanItHasRoomFor() {
        CountDownLatch answer = new CountDownLatch(1);
        WebhookServer server = server(call -> Reply.settled(call.key()).onceOpen(answer));
        limits = limits(1, 1_000, SOON);
        DeliveringRail rail = rail(server, RailPromise.DEDUPLICATES);
        assertThat(rail.room()).isEqualTo(20);
        IntStream.range(0, 30).forEach(i -> rail.hand(instruction(i), CLEARED));
        assertThat(rail.room()).isZero();
        await().atMost(SOON).until(() -> server.calls().size() == 4);
        answer.countDown();
        await().atMost(SOON).until(() -> told.words.size() == 20);
        assertThat(server.mostAtOnce()).isEqualTo(4);
        assertThat(server.calls()).hasSize(20);
        await().atMost(SOON).until(() -> rail.room() == 20);
    }

    @Test
    void afterTriesInARowThatCameToNothingThereIsNoRoomUntilOneGoesThroughAgain() {
        CountDownLatch mended = new CountDownLatch(1);
        WebhookServer server =
                server(
                        call ->
                                mended.getCount() == 0
                                        ? Reply.settled(call.key())
                                        : Reply.of(503, ""));
        limits = limits(1_000, 3, Duration.ofMillis(150));
        DeliveringRail rail = rail(server, RailPromise.DEDUPLICATES);
        rail.hand(instruction, CLEARED);
        await().atMost(SOON).until(() -> rail.room() == 0);
        assertThat(server.calls().size()).isEqualTo(3);
        mended.countDown();
        awaitTold("settled " + key(instruction));
        await().atMost(SOON).until(() -> rail.room() == 20);
        assertThat(server.calls()).hasSize(4);
    }
}
