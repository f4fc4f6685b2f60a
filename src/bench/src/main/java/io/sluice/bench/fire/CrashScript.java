package io.sluice.bench.fire;

import io.sluice.bench.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A withdrawal is paid; everything is paused, and the pause's end is moved; withdrawals of several
 * accounts are held; the pause is resumed, or lifts itself; they are paid. Every request has a key
 * of its own, so that the whole can be played again after a crash, whatever of it has happened by
 * then: it ends the same.
 */
final class CrashScript {

    private static final Duration PAID_WITHIN = Duration.ofSeconds(60);
    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN = Duration.ofMillis(20);

    /** A pause that lifts itself ends so long after it was first asked for. */
    private static final Duration LIFTS_AFTER = Duration.ofSeconds(2);

    private final String name;
    private final Load accounts;
    private final boolean lifts;
    private final Instant laterEnd =
            Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    private Optional<Instant> liftsAt = Optional.empty();
    private final Map<UUID, String> withdrawals = new LinkedHashMap<>();
    private final List<Fence> fences = new ArrayList<>();

    /**
     * @param name in the keys
     * @param accounts funded
     * @param lifts whether the pause is one that lifts itself
     */
    CrashScript(String name, Load accounts, boolean lifts) {
        this.lifts = lifts;
        this.name = name;
        this.accounts = accounts;
    }

    /**
     * Plays it from the beginning. Blocks.
     *
     * @param silent stopped while the pause is asked for
     * @throws IllegalStateException when an answer is not what it should be, or does not come
     */
    void play(Client client, Optional<Child> silent) {
        UUID first = withdraw(client, 0, "first");
        awaitPaid(client, accounts.account(0), first);
        silent.ifPresent(Child::suspend);
        UUID pause = pause(client);
        if (!lifts) {
            extend(client, pause);
        }
        for (int account = 0; account < accounts.accounts(); account++) {
            withdraw(client, account, "held");
        }
        if (!lifts) {
            resume(client, pause);
        }
        withdrawals.forEach((id, account) -> awaitPaid(client, account, id));
        awaitResumed(client, pause);
    }

    private UUID withdraw(Client client, int account, String which) {
        Answer answer =
                client.posted(
                        "/v1/accounts/" + accounts.account(account) + "/withdrawals",
                        name + "-" + which,
                        Lane.inTurn(account).request());
        require(answer, which.equals("first") ? Answer.CREATED : Answer.ACCEPTED);
        UUID id = UUID.fromString(answer.at("/withdrawalId"));
        withdrawals.put(id, accounts.account(account));
        return id;
    }

    private UUID pause(Client client) {
        Answer answer = askForPause(client);
        long begin = System.nanoTime();
        while (answer.status() == Answer.ACCEPTED) {
            if (System.nanoTime() - begin > RESUMED_WITHIN.toNanos()) {
                throw new IllegalStateException("not fenced everywhere: " + answer);
            }
            Deadlines.pass(ASK_AGAIN);
            answer = askForPause(client);
        }
        require(answer, Answer.CREATED);
        fences.addAll(Fence.of(Scope.ALL, answer.json()));
        return UUID.fromString(answer.at("/pauseId"));
    }

    private Answer askForPause(Client client) {
        return client.posted(
                "/v1/circuit/pauses",
                name + "-pause",
                "{\"scope\":%s,\"mode\":\"HOLD\",\"reason\":\"%s\",\"reasonClass\":\"DRILL\"%s}"
                        .formatted(Scope.ALL.json(), name, lifts ? lifting() : ""));
    }

    /** The same end however often it is asked for. */
    private String lifting() {
        Instant end =
                liftsAt.orElseGet(
                        () -> Instant.now().plus(LIFTS_AFTER).truncatedTo(ChronoUnit.MILLIS));
        liftsAt = Optional.of(end);
        return ",\"expectedEnd\":\"%s\",\"liftAtEnd\":true".formatted(end);
    }

    private void extend(Client client, UUID pause) {
        require(
                client.posted(
                        "/v1/circuit/pauses/" + pause + "/extension",
                        name + "-extend",
                        "{\"expectedEnd\":\"%s\",\"reason\":\"later\"}".formatted(laterEnd)),
                Answer.OK);
    }

    private void resume(Client client, UUID pause) {
        require(
                client.posted(
                        "/v1/circuit/resumptions",
                        name + "-resume",
                        "{\"pauseIds\":[\"%s\"],\"reason\":\"%s\"}".formatted(pause, name)),
                Answer.OK);
    }

    private static void awaitPaid(Client client, String account, UUID id) {
        Deadlines.await(
                id + " of " + account + " is paid",
                PAID_WITHIN,
                ASK_AGAIN,
                () -> status(client, account, id).equals("SETTLED"));
    }

    private static String status(Client client, String account, UUID id) {
        return client.got("/v1/accounts/" + account + "/withdrawals/" + id).at("/status");
    }

    private static void awaitResumed(Client client, UUID pause) {
        Deadlines.await(
                "pause " + pause + " has ended everywhere",
                RESUMED_WITHIN,
                ASK_AGAIN,
                () -> {
                    JsonNode now = client.got("/v1/circuit/pauses/" + pause).json();
                    return !now.at("/active").asBoolean(true)
                            && now.at("/resumption/pending").isEmpty();
                });
    }

    private static void require(Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException("not " + status + ": " + answer);
        }
    }

    Map<UUID, String> withdrawals() {
        return withdrawals;
    }

    List<Fence> fences() {
        return fences;
    }
}
