package io.sluice.command.rail;

import io.sluice.command.payout.Rail;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.Outbox;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Rails that read their instructions from a Kafka topic; the contract is src/docs/rails.md. */
public final class TopicProvider implements RailProvider {

    private static final String TOPIC = "sluice.payouts";
    private static final int PARTITIONS = 4;
    private static final int MOST_PARTITIONS = 1_000;

    private final Outbox.Opener outboxes;
    private final Duration deliveryTimeout;

    /**
     * @param deliveryTimeout of the outboxes that it opens
     */
    public TopicProvider(Outbox.Opener outboxes, Duration deliveryTimeout) {
        this.outboxes = outboxes;
        this.deliveryTimeout = deliveryTimeout;
    }

    @Override
    public String kind() {
        return "kafka";
    }

    @Override
    public Rail open(RailSettings settings, RailContext context) {
        RailTerms terms = settings.terms();
        String topic = settings.optionalText("topic").orElse(TOPIC);
        String source = settings.optionalText("source").orElse("/sluice/" + settings.name());
        int partitions = settings.count("partitions", PARTITIONS, MOST_PARTITIONS);
        DeliveryLimits limits = DeliveryLimits.of(settings);
        settings.end();
        if (context.instructionValidity().compareTo(deliveryTimeout) <= 0) {
            throw new RailSettingsException(
                    "sluice.payout.instruction-validity must be more than the "
                            + deliveryTimeout
                            + " that rail "
                            + settings.name()
                            + " may need");
        }
        return new DeliveringRail(
                terms,
                new TopicDelivery(
                        open(settings, topic, partitions),
                        source,
                        deliveryTimeout,
                        context.catalogue(),
                        context.clock()),
                limits,
                context.reports(),
                context.clock(),
                below -> ThreadLocalRandom.current().nextLong(below));
    }

    private Outbox open(RailSettings settings, String topic, int partitions) {
        try {
            return outboxes.open(topic, partitions);
        } catch (LogUnavailableException | IllegalStateException notThere) {
            throw (RailSettingsException)
                    settings.wrong("topic", "cannot be used: " + notThere.getMessage())
                            .initCause(notThere);
        }
    }
}
