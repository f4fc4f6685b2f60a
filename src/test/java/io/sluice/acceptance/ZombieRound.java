package io.sluice.acceptance;

import static io.sluice.acceptance.Ledger.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What one node knows before it is stopped, what another changes meanwhile, and what the first is
 * asked when it wakes up: each answer that its old state would give is wrong by then.
 *
 * <p>Accounts are new in every round, so that a balance says exactly what was seen.
 */
final class ZombieRound {

    private static final int TIMES = 5;
    private static final String USDT = body("USDT", "tron", "5");
    private static final String BTC = body("BTC", "bitcoin", "1");
    private static final String ETH = body("ETH", "ethereum", "1");
    private static final String USDC = body("USDC", "ethereum", "1");

    private final String poor;
    private final String seen;
    private final String spent;
    private final String rich;
    private final String opened;
    private String lifted = "";
    private String paused = "";

    ZombieRound(int number) {
        poor = "poor-" + number;
        seen = "seen-" + number;
        spent = "spent-" + number;
        rich = "rich-" + number;
        opened = "opened-" + number;
    }

    /** By the node that will be stopped; its refusals are true as yet. */
    void prepare(PatientClient zombie) {
        fund(zombie, poor, "USDT", "1");
        fund(zombie, seen, "USDT", "1");
        fund(zombie, spent, "USDT", "5");
        fund(zombie, rich, "BTC", "100");
        deposit(zombie, rich, "ETH", "100");
        deposit(zombie, rich, "USDC", "100");
        lifted = pause(zombie, "ETH");
        assertCode(zombie.post(withdrawals(poor), USDT), "insufficient-funds");
        assertCode(zombie.post(withdrawals(rich), ETH), "withdrawals-paused");
        assertCode(zombie.get(strong(opened)), "account-not-found");
        assertThat(available(zombie.get(strong(seen)))).isEqualTo("1.000000");
    }

    /**
     * By the other node, while the first is stopped.
     *
     * @return the audit page on which the deposit into the poor account stands, for whoever knows
     *     of it
     */
    String change(PatientClient other) {
        // An entry in every partition: the last that the stopped node's open fetches still bring.
        await().atMost(SOON).until(() -> other.get("/v1/circuit").body().at("/stale").isEmpty());
        String deposit = deposit(other, poor, "USDT", "1000").at("/position");
        deposit(other, seen, "USDT", "9");
        other.accepted(201, withdrawals(spent), USDT);
        fund(other, opened, "USDT", "1");
        resume(other, lifted);
        resume(other, pause(other, "BTC"));
        paused = pause(other, "USDC");
        String[] at = deposit.split(":", -1);
        return "/v1/audit/entries?partition=" + at[0] + "&from=" + at[1];
    }

    /** Leaves nothing paused behind. */
    void end(PatientClient other) {
        resume(other, paused);
    }

    /** What to ask the node that was stopped. */
    List<Question> questions() {
        return List.of(
                Question.post(withdrawals(poor), USDT, ZombieRound::isAccepted),
                Question.post(withdrawals(rich), ETH, ZombieRound::isAccepted),
                Question.post(withdrawals(rich), BTC, ZombieRound::isAccepted),
                Question.post(withdrawals(rich), USDC, isRefused(409, "withdrawals-paused")),
                Question.post(withdrawals(spent), USDT, isRefused(422, "insufficient-funds")),
                Question.post(deposits(opened), deposit("USDT", "1"), ZombieRound::isAccepted),
                Question.read(strong(opened), answer -> answer.status() == 200),
                Question.read(strong(seen), answer -> available(answer).equals("10.000000")));
    }

    /**
     * @param truth whether an answer is the one that the whole log gives
     */
    record Question(
            String name,
            Function<Api, Function<String, CompletableFuture<Answer>>> way,
            Predicate<Answer> truth) {

        private static Question post(String path, String body, Predicate<Answer> truth) {
            return new Question(
                    "POST " + path + " " + body,
                    api -> key -> api.postLater(path, key, body.replace("KEY", key)),
                    truth);
        }

        private static Question read(String path, Predicate<Answer> truth) {
            return new Question("GET " + path, api -> key -> api.getLater(path), truth);
        }

        /** Asks a few times at once. */
        List<Asked> ask(Api api) {
            return IntStream.range(0, TIMES)
                    .mapToObj(i -> UUID.randomUUID().toString())
                    .map(key -> new Asked(this, api, key, way.apply(api).apply(key)))
                    .toList();
        }
    }

    /** A question that is on its way, or answered. */
    record Asked(Question question, Api api, String key, CompletableFuture<Answer> answer) {

        /** Fails on an answer that is neither true nor none. */
        void assertTrueSoFar() throws Exception {
            if (answer.isDone()) {
                assertAllowed(answer.get());
            }
        }

        /** Fails unless it is answered now or on a repetition, and truly each time. */
        void assertTrue() throws Exception {
            Answer first = answer.get(60, TimeUnit.SECONDS);
            assertAllowed(first);
            if (PatientClient.tellsToWait(first)) {
                await().atMost(SOON).until(this::isTrueNow);
            }
        }

        private boolean isTrueNow() {
            Answer again = question.way().apply(api).apply(key).join();
            assertAllowed(again);
            return question.truth().test(again);
        }

        private void assertAllowed(Answer given) {
            assertThat(given)
                    .as("%s: %s %s", question.name(), given.status(), given.body())
                    .matches(question.truth().or(PatientClient::tellsToWait), "true, or none");
        }
    }

    private static boolean isAccepted(Answer answer) {
        return answer.status() == 201;
    }

    private static Predicate<Answer> isRefused(int status, String code) {
        return answer -> answer.status() == status && answer.at("/code").equals(code);
    }

    private static void assertCode(Answer answer, String code) {
        assertThat(answer.at("/code")).as(answer.body().toString()).isEqualTo(code);
    }

    private static String available(Answer answer) {
        return answer.at("/balances/0/available");
    }

    private static void fund(PatientClient node, String account, String asset, String amount) {
        node.accepted(201, "/v1/accounts", "{\"accountId\":\"" + account + "\"}");
        deposit(node, account, asset, amount);
    }

    private static Answer deposit(PatientClient node, String account, String asset, String amount) {
        return node.accepted(
                201,
                deposits(account),
                deposit(asset, amount).replace("KEY", UUID.randomUUID().toString()));
    }

    private static String pause(PatientClient node, String asset) {
        return node.accepted(
                        201,
                        "/v1/circuit/pauses",
                        "{\"scope\":{\"kind\":\"ASSET\",\"asset\":\""
                                + asset
                                + "\"},\"mode\":\"REJECT\",\"reason\":\"a test\","
                                + "\"reasonClass\":\"DRILL\"}")
                .at("/pauseId");
    }

    private static void resume(PatientClient node, String pauseId) {
        node.accepted(
                200,
                "/v1/circuit/resumptions",
                "{\"pauseIds\":[\"" + pauseId + "\"],\"reason\":\"the test is over\"}");
    }

    private static String strong(String account) {
        return "/v1/accounts/" + account + "?consistency=strong";
    }

    private static String deposits(String account) {
        return "/v1/accounts/" + account + "/deposits";
    }

    private static String withdrawals(String account) {
        return "/v1/accounts/" + account + "/withdrawals";
    }

    /** Each by its own reference. */
    private static String deposit(String asset, String amount) {
        return "{\"asset\":\"" + asset + "\",\"amount\":\"" + amount + "\",\"reference\":\"KEY\"}";
    }

    private static String body(String asset, String network, String amount) {
        return "{\"asset\":\""
                + asset
                + "\",\"network\":\""
                + network
                + "\",\"amount\":\""
                + amount
                + "\",\"destination\":{\"address\":\"somewhere\"}}";
    }
}
