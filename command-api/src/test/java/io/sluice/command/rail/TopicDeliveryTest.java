package io.sluice.command.rail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.payout.Instruction;
import io.sluice.command.payout.Instructions;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Catalogue;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.Outbox;
import io.sluice.log.OutcomeUnknownException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TopicDeliveryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");
    private static final Duration TRIES = Duration.ofSeconds(10);
    private static final WithdrawalId ID = new WithdrawalId(new UUID(1, 2));

    private final Box box = new Box();
    private final TopicDelivery delivery =
            new TopicDelivery(
                    box,
                    "/sluice/wallet",
                    TRIES,
                    Catalogue.standard(),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    private static final class Box implements Outbox {
        private final List<Message> messages = new ArrayList<>();
        private CompletableFuture<String> answer = CompletableFuture.completedFuture("2:17");

        @Override
        public String topic() {
            return "sluice.payouts";
        }

        @Override
        public CompletableFuture<String> put(Message message) {
            messages.add(message);
            return answer;
        }

        @Override
        public void close() {}
    }

    private Answer deliver(Instant notAfter) {
        Instruction instruction = Instructions.of(ID, notAfter);
        return delivery.deliver(instruction).join();
    }

    @Test
    void putsACloudEventInBinaryModeOfWhichTheIdTellsARepetition() {
        assertThat(deliver(NOW.plusSeconds(60))).isEqualTo(new Answer.Taken("sluice.payouts:2:17"));
        assertThat(deliver(NOW.plusSeconds(60))).isEqualTo(new Answer.Taken("sluice.payouts:2:17"));
        Outbox.Message message = box.messages.getFirst();
        assertThat(message.headers())
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", ID + "-1"),
                        Map.entry("ce_source", "/sluice/wallet"),
                        Map.entry("ce_type", "io.sluice.payout-instruction.v1"),
                        Map.entry("ce_time", "2026-11-22T17:00:00Z"),
                        Map.entry("ce_subject", ID.toString()),
                        Map.entry("content-type", "application/json"));
        assertThat(message.key()).isEqualTo("alice");
        assertThat(message.value())
                .contains("\"withdrawalId\":\"" + ID + "\"", "\"amount\":\"0.00000050\"");
        assertThat(box.messages.get(1).headers().get("ce_id"))
                .isEqualTo(message.headers().get("ce_id"));
    }

    @Test
    void putsNothingThereThatCouldArriveAfterItsNotAfter() {
        assertThat(deliver(NOW.plus(TRIES))).isInstanceOf(Answer.NotTaken.class);
        assertThat(box.messages).isEmpty();
    }

    @Test
    void tellsWhatIsCertainlyNotThereFromWhatMayBe() {
        box.answer = CompletableFuture.failedFuture(new LogUnavailableException("no room"));
        assertThat(deliver(NOW.plusSeconds(60))).isEqualTo(new Answer.NotTaken("no room"));
        box.answer = CompletableFuture.failedFuture(new OutcomeUnknownException("too slow"));
        assertThat(deliver(NOW.plusSeconds(60))).isInstanceOf(Answer.Unclear.class);
    }
}
