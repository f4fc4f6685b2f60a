package io.sluice.command.rail;

import io.sluice.command.payout.Instruction;
import io.sluice.ledger.money.Catalogue;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Instructions as CloudEvents 1.0 in Kafka's binary content mode. The id is the withdrawal's and
 * the attempt, so that whoever reads the topic can tell a repetition.
 */
final class TopicDelivery implements Delivery {

    static final String TYPE = "io.sluice.payout-instruction.v1";

    private final Outbox outbox;
    private final String source;
    private final Duration deliveryTimeout;
    private final Catalogue catalogue;
    private final Clock clock;

    /**
     * @param deliveryTimeout for how long the outbox may still try; nothing is put there that could
     *     arrive after its {@code notAfter}
     */
    TopicDelivery(
            Outbox outbox,
            String source,
            Duration deliveryTimeout,
            Catalogue catalogue,
            Clock clock) {
        this.outbox = outbox;
        this.source = source;
        this.deliveryTimeout = deliveryTimeout;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Answer> deliver(Instruction instruction) {
        if (!clock.instant().plus(deliveryTimeout).isBefore(instruction.notAfter())) {
            return CompletableFuture.completedFuture(
                    new Answer.NotTaken("too close to its notAfter to be put into the topic"));
        }
        return outbox.put(message(instruction))
                .<Answer>thenApply(at -> new Answer.Taken(outbox.topic() + ":" + at))
                .exceptionally(TopicDelivery::answerOf);
    }

    private Outbox.Message message(Instruction instruction) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", instruction.withdrawalId() + "-" + instruction.attempt());
        headers.put("ce_source", source);
        headers.put("ce_type", TYPE);
        headers.put("ce_time", clock.instant().toString());
        headers.put("ce_subject", instruction.withdrawalId().toString());
        headers.put("content-type", "application/json");
        return new Outbox.Message(
                instruction.accountId().value(),
                new String(InstructionJson.of(instruction, catalogue), StandardCharsets.UTF_8),
                headers);
    }

    private static Answer answerOf(Throwable failure) {
        @Nullable Throwable cause =
                failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof LogUnavailableException
                ? new Answer.NotTaken(String.valueOf(cause.getMessage()))
                : new Answer.Unclear(String.valueOf(cause));
    }

    @Override
    public void close() {
        outbox.close();
    }
}
