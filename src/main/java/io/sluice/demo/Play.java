package io.sluice.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The acts, in their order. Each waits for what must come, with a deadline, and says what came. */
final class Play {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String WATCHDOG = "watchdog";
    private static final int ASKED = 202;
    private static final int RESUMED = 200;

    /** As many as wait for an answer in any moment of an ordinary night. */
    private static final int FEW = 20;

    private static final Duration KILL_AGAIN = Duration.ofMillis(200);

    private final Stage stage;
    private final Cast cast;
    private final Pace pace;
    private final Narrator narrator;
    private final Curtain curtain;

    Play(Stage stage, Cast cast, Pace pace, Narrator narrator, Curtain curtain) {
        this.stage = stage;
        this.cast = cast;
        this.pace = pace;
        this.narrator = narrator;
        this.curtain = curtain;
    }

    /**
     * @return the ids of the pauses that the watchdog made, one or more
     */
    Set<String> perform() {
        ordinary();
        powerFails();
        watchdogPauses();
        powerIsBack();
        databaseStaysAway();
        Set<String> pauses = resume();
        drain();
        return pauses;
    }

    private void ordinary() {
        narrator.good(
                "an ordinary night: %d customers ask for %d withdrawals a second"
                        .formatted(pace.accounts(), pace.withdrawalsPerSecond()));
        curtain.letPass(pace.ordinary());
        curtain.await(
                "withdrawals settled",
                SOON,
                () -> cast.tail().seen(LogTail.Kind.SETTLED) >= pace.withdrawalsPerSecond());
    }

    private void powerFails() {
        long broker = stage.killBroker();
        Optional<Long> database = stage.postgres().kill();
        narrator.bad(
                "the power fails: SIGKILL for the broker (%d) and PostgreSQL (%s)"
                        .formatted(broker, database.map(String::valueOf).orElse("gone")));
    }

    private void watchdogPauses() {
        curtain.await("a pause by the watchdog", SOON, () -> !watchdogs().isEmpty());
        narrator.held("the watchdog pauses withdrawals: " + watchdogs().getFirst().cause());
        curtain.letPass(pace.outage());
    }

    private List<Gate.Pause> watchdogs() {
        return cast.gate().pausesBy(WATCHDOG);
    }

    private void powerIsBack() {
        long waiting = cast.book().unknown();
        stage.startBroker();
        narrator.good("the power is back: the broker starts, on what was on its disk");
        curtain.await(
                "the pause in every partition",
                SOON,
                () ->
                        !watchdogs().isEmpty()
                                && watchdogs().stream().allMatch(Gate.Pause::isFencedEverywhere));
        narrator.held("every partition is fenced; what comes in now is held");
        curtain.await("an answer for the waiting", SOON, () -> cast.book().unknown() < FEW);
        narrator.good("%,d who waited for an answer got one, with the same key".formatted(waiting));
    }

    /** As on that day, when the machines were back and the managed databases were not. */
    private void databaseStaysAway() {
        long before = cast.reads().fromOwner();
        int kills = 0;
        long until = System.nanoTime() + pace.databaseAway().toNanos();
        while (System.nanoTime() < until) {
            if (stage.postgres().kill().isPresent() && kills++ == 0) {
                narrator.bad("PostgreSQL dies again, and again when it comes back");
            }
            curtain.letPass(KILL_AGAIN);
        }
        narrator.good(
                "killed %d times; meanwhile %,d balances were read from the owners"
                        .formatted(kills, cast.reads().fromOwner() - before));
    }

    /** One person asks, and may not complete it; another one does. */
    private Set<String> resume() {
        Set<String> pauses = watchdogs().stream().map(Gate.Pause::id).collect(Collectors.toSet());
        ObjectNode body = JsonMapper.shared().createObjectNode();
        pauses.forEach(body.putArray("pauseIds")::add);
        body.put("reason", "power is back, balances checked");
        body.put("ratePerSecond", pace.drainPerSecond());
        ask(Person.ANNA, "first", body, ASKED);
        ask(Person.ANNA, "again", body, ASKED);
        narrator.news("ops-anna asks for the resumption; asking twice, she is still one person");
        ask(Person.BEN, "second", body, RESUMED);
        narrator.good(
                "ops-ben is the second: %,d held withdrawals leave, %d a second"
                        .formatted(cast.gate().state().held(), pace.drainPerSecond()));
        return pauses;
    }

    private void ask(Person person, String time, ObjectNode body, int expected) {
        String key = "resumption-" + person.id() + "-" + time;
        Answer answer = cast.api().must(person, "/v1/circuit/resumptions", key, body, curtain);
        if (answer.status() != expected) {
            throw new DemoFailure(
                    "the resumption by " + person.id() + " is answered with " + answer.status());
        }
    }

    private void drain() {
        curtain.await("the held ones left", SOON, () -> cast.gate().isFlowing());
        narrator.good("all that was held has left");
        curtain.letPass(pace.ordinary());
    }
}
