package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.http.HttpNode.Answer;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ETH or more need approval, and not by whoever asked. */
class ApprovalOverHttpIT {

    private static final String REASON = Json.of(Map.of("reason", "customer called"));

    @TempDir static Path data;
    private static HttpNode http;

    @BeforeAll
    static void start() {
        http =
                new HttpNode(
                        data, "sluice.approval.amount=ETH=2", "sluice.approval.second-person=true");
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    private static String fresh() {
        String account = "a-" + UUID.randomUUID();
        http.funded(account);
        return account;
    }

    private static String path(String account) {
        return "/v1/accounts/" + account + "/withdrawals";
    }

    /** Asked for by somebody else than who calls over HTTP. */
    private static String requestedByTeller(String name) {
        AccountId account = new AccountId(name);
        CommandKey key = new CommandKey(NamedIds.commandKey(account, "t"), "t");
        http.commands()
                .send(
                        new RequestWithdrawal(
                                account,
                                new Asset("ETH"),
                                new Network("ethereum"),
                                new Amount(BigInteger.TEN.pow(18).multiply(BigInteger.TWO)),
                                Amount.ZERO,
                                new Destination("0x7", Optional.empty())),
                        new CommandHeader(
                                UUID.randomUUID(),
                                "teller",
                                Optional.of(key),
                                Instant.now().truncatedTo(ChronoUnit.MICROS)))
                .join();
        return path(name) + "/" + NamedIds.withdrawal(key.id());
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.response().body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/effect")).isEqualTo("none");
    }

    @Test
    void aLargeOneIsAcceptedAndWaits() {
        String account = fresh();
        Answer answer =
                http.post(path(account), "k", HttpNode.withdrawal("ETH", "ethereum", "2", "0x7"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/status")).isEqualTo("AWAITING_APPROVAL");
        assertThat(answer.at("/money")).isEqualTo("held");
        assertThat(answer.at("/approvalRules/0")).isEqualTo("AMOUNT");
        assertThat(answer.header("Location"))
                .isEqualTo(path(account) + "/" + answer.at("/withdrawalId"));
        Answer again =
                http.post(path(account), "k", HttpNode.withdrawal("ETH", "ethereum", "2", "0x7"));
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.response().body()).isEqualTo(answer.response().body());
        String withdrawal = path(account) + "/" + answer.at("/withdrawalId");
        assertProblem(http.post(withdrawal + "/approval", REASON), 403, "second-person-required");
        assertProblem(http.post(withdrawal + "/rejection", REASON), 403, "second-person-required");
        assertThat(http.post(withdrawal + "/cancellation", REASON).at("/status"))
                .isEqualTo("CANCELLED");
    }

    @Test
    void anotherPersonApprovesAndThenItIsOver() {
        String withdrawal = requestedByTeller(fresh());
        assertProblem(http.post(withdrawal + "/approval", "{}"), 400, "malformed-request");
        Answer answer = http.post(withdrawal + "/approval", "k", REASON);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("REQUESTED");
        assertThat(answer.at("/reason")).isEqualTo("customer called");
        Answer again = http.post(withdrawal + "/approval", "k", REASON);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.response().body()).isEqualTo(answer.response().body());
        assertProblem(http.post(withdrawal + "/rejection", REASON), 409, "illegal-transition");
        String nobodys = path(fresh()) + "/" + UUID.randomUUID();
        assertProblem(http.post(nobodys + "/approval", REASON), 404, "withdrawal-not-found");
    }

    @Test
    void anotherPersonRejectsAndTheMoneyIsBack() {
        Answer answer = http.post(requestedByTeller(fresh()) + "/rejection", REASON);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status")).isEqualTo("REJECTED");
        assertThat(answer.at("/money")).isEqualTo("back");
    }

    @Test
    void anExpiryIsTakenWhereItIsInTheFuture() {
        String account = fresh();
        Instant end = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        Answer taken = http.post(path(account), expiring(end.toString()));
        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.at("/expiresAt")).isEqualTo(end.toString());
        assertProblem(
                http.post(path(account), expiring("2020-01-01T00:00:00Z")), 422, "expiry-passed");
        assertProblem(http.post(path(account), expiring("soon")), 400, "malformed-request");
    }

    private static String expiring(String end) {
        return Json.of(
                Map.of(
                        "asset", "ETH",
                        "network", "ethereum",
                        "amount", "1",
                        "destination", Map.of("address", "0x7"),
                        "expiresAt", end));
    }
}
