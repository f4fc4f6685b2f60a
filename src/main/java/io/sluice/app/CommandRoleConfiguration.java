package io.sluice.app;

import io.sluice.command.CommandConfiguration;
import io.sluice.command.rail.RailProvider;
import io.sluice.command.rail.TopicProvider;
import io.sluice.log.Outbox;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.KafkaOutbox;
import io.sluice.log.kafka.LedgerTopicMismatchException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a node with role command has in addition. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@Import(CommandConfiguration.class)
class CommandRoleConfiguration {

    private static final Duration TOPIC_WITHIN = Duration.ofSeconds(60);

    /** Rails that read a topic read it where the ledger is. */
    @Bean
    RailProvider topicRails(Services services, SluiceProperties settings) {
        Outbox.Opener opener =
                (topic, partitions) ->
                        open(
                                KafkaLogSettings.of(services.bootstrapServers()).withTopic(topic),
                                partitions,
                                settings.kafka(),
                                services.brokerIsEmbedded());
        return new TopicProvider(opener, KafkaLogSettings.of("unused").deliveryTimeout());
    }

    private static Outbox open(
            KafkaLogSettings log, int partitions, SluiceProperties.Kafka kafka, boolean embedded) {
        try {
            return KafkaOutbox.open(
                    log,
                    LedgerConfiguration.topic(kafka, embedded).withPartitions(partitions),
                    TOPIC_WITHIN);
        } catch (LedgerTopicMismatchException another) {
            throw new IllegalStateException(another.getMessage(), another);
        }
    }
}
