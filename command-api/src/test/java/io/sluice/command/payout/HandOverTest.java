package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.RailTerms;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HandOverTest {

    private static final int MANY = 500;

    private final OneStatus ledger = new OneStatus();
    private final Sent sent = new Sent();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(HandOver.class);
    private final HandOver handOver =
            new HandOver(
                    Rails.only(sent),
                    new Clearances(ledger, Clock.systemUTC(), Duration.ofMinutes(1)));

    private static final class Sent implements Rail {

        private final Queue<WithdrawalId> handed = new ConcurrentLinkedQueue<>();

        @Override
        public RailTerms terms() {
            return RailTerms.OF_THE_FIRST_VERSION;
        }

        @Override
        public int room() {
            return MANY;
        }

        @Override
        public void hand(Instruction instruction, Clearance clearance) {
            handed.add(instruction.withdrawalId());
        }

        @Override
        public boolean refusedForGood(WithdrawalId withdrawal) {
            return false;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        ledger.isAway = true;
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void stop() {
        handOver.close();
        log.detachAppender(said);
    }

    private static List<Instruction> many() {
        return LongStream.range(0, MANY)
                .mapToObj(number -> Instructions.of(new WithdrawalId(new UUID(1, number))))
                .toList();
    }

    @Test
    void whatCannotBeClearedIsAskedAgainUntilItCanAndIsHandedOnce() {
        handOver.again(many());
        await().atMost(Duration.ofSeconds(10)).until(() -> ledger.asked() >= 2 * MANY);
        assertThat(sent.handed).isEmpty();

        ledger.isAway = false;

        await().atMost(Duration.ofSeconds(10)).until(() -> sent.handed.size() >= MANY);
        assertThat(sent.handed).doesNotHaveDuplicates().hasSize(MANY);
    }

    @Test
    void aLedgerThatDoesNotAnswerIsOneLineInTheLogAndNotOneForEachQuestion() {
        handOver.again(many());

        await().atMost(Duration.ofSeconds(10)).until(() -> ledger.asked() >= 2 * MANY);

        assertThat(said.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("is not cleared yet")
                .contains("away");
    }
}
