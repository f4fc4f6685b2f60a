package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.ZombieRound.Asked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two nodes share a broker. One is stopped; the other goes on with the ledger; then the stopped one
 * wakes up, with requests that have waited for it in its socket.
 *
 * <p>In the first rounds the broker is silent when it wakes up, so that it surely works on what it
 * knew before: whatever it answers from that alone, it answers then. In the others what it missed
 * comes in beside the requests.
 */
@Isolated("who takes over from whom is a matter of time")
class ZombieRefusalsIT {

    private static final int ROUNDS = 4;

    /** Well below the session of the broker with its controller. */
    private static final Duration SILENCE = Duration.ofMillis(700);

    @TempDir Path folder;

    private final List<RunningSluice> nodes = new ArrayList<>();

    /** What a test that failed has left stopped cannot be asked to go. */
    @AfterEach
    void killTheNodes() throws Exception {
        for (RunningSluice node : nodes) {
            node.kill();
            node.close();
        }
    }

    @Test
    void aNodeStoppedThroughATakeoverNeitherRefusesNorReadsFromAStaleState() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"));
                Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            Map<String, String> settings = settings(broker, nobody.getLocalPort());
            RunningSluice first = start("first", settings);
            ZombieRound takeover = suspended(1, first);
            RunningSluice second = start("second", settings);
            wakeUp(takeover, first, second, broker, true);
            for (int number = 2; number <= ROUNDS; number++) {
                RunningSluice zombie = number % 2 == 0 ? second : first;
                RunningSluice other = number % 2 == 0 ? first : second;
                wakeUp(suspended(number, zombie), zombie, other, broker, number == 2);
            }
            assertVerified(broker);
        }
    }

    private RunningSluice start(String name, Map<String, String> settings) throws IOException {
        RunningSluice node = RunningSluice.start(folder.resolve(name), settings);
        nodes.add(node);
        return node;
    }

    private static ZombieRound suspended(int number, RunningSluice zombie) throws Exception {
        ZombieRound round = new ZombieRound(number);
        round.prepare(new PatientClient(zombie.api()));
        zombie.product().suspend();
        return round;
    }

    /** The other changes things, the zombie is asked and goes on. */
    private static void wakeUp(
            ZombieRound round,
            RunningSluice zombie,
            RunningSluice other,
            BrokerProcess broker,
            boolean inSilence)
            throws Exception {
        // Its own connections, which wait to be accepted.
        try (Api fresh = new Api(zombie.api().base())) {
            List<Asked> asked;
            try {
                String unknown = round.change(new PatientClient(other.api()));
                if (inSilence) {
                    broker.process().suspend();
                }
                asked = round.questions().stream().flatMap(q -> q.ask(fresh).stream()).toList();
                zombie.product().goOn();
                if (inSilence) {
                    assertThat(zombie.api().get(unknown).body().at("/entries"))
                            .as("what the zombie knows of what it missed")
                            .isEmpty();
                    await().during(SILENCE)
                            .atMost(SILENCE.multipliedBy(10))
                            .until(() -> soFar(asked));
                }
            } finally {
                zombie.product().goOn();
                broker.process().goOn();
            }
            for (Asked one : asked) {
                one.assertTrue();
            }
            round.end(new PatientClient(other.api()));
        }
    }

    private static boolean soFar(List<Asked> asked) throws Exception {
        for (Asked one : asked) {
            one.assertTrueSoFar();
        }
        return true;
    }

    /**
     * Command nodes on a broker that runs elsewhere, as in docker/compose.yaml. Strong reads are
     * asked of a node that projects too; its PostgreSQL is not there. Nothing is released: what
     * moves in the ledger is what the test moves.
     */
    private static Map<String, String> settings(BrokerProcess broker, int nobodysPort) {
        return Map.of(
                "sluice.roles", "command,projection",
                "sluice.kafka.bootstrap-servers", broker.bootstrapServers(),
                "sluice.kafka.replication-factor", "1",
                "sluice.kafka.min-insync-replicas", "1",
                "sluice.kafka.flush-messages", "1",
                // What a stopped node has out is old when it goes on: no reason to pause.
                "sluice.watchdog.stuck-appends.action", "ALARM",
                "sluice.postgres.url", "jdbc:postgresql://127.0.0.1:" + nobodysPort + "/none",
                "sluice.payout.most-unanswered", "0");
    }

    private void assertVerified(BrokerProcess broker) throws IOException, InterruptedException {
        RunningSluice.Verified verified =
                RunningSluice.verify(folder.resolve("nobodys"), broker.bootstrapServers());
        assertThat(verified.status()).as(verified.text()).isZero();
    }
}
