package io.sluice.bench;

import io.sluice.command.CommandConfiguration;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.RandomIds;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.log.PayloadCodec;
import io.sluice.log.RecordLog;
import io.sluice.log.guard.FileGuardStore;
import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.DiskIndexes;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import io.sluice.log.kafka.LedgerTopic;
import io.sluice.log.kafka.LedgerTopicSettings;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * One ledger on a topic of its own, with the product's command side on it, put together as the
 * product does it, less HTTP.
 */
public final class SluiceLedger implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    /** So long that no run lives to see the first release. */
    private static final String NEVER = "365d";

    private final KafkaLogAccess access;
    private final LedgerNode node;
    private final ConfigurableApplicationContext context;
    private final Commands commands;

    /**
     * @param topic must not exist yet
     * @param payouts whether the releaser runs, with the sandbox as its rail
     */
    public SluiceLedger(
            String bootstrapServers, String topic, int partitions, Path folder, boolean payouts) {
        KafkaLogSettings log = KafkaLogSettings.of(bootstrapServers).withTopic(topic);
        LedgerTopic.createOrCheck(log, LedgerTopicSettings.embedded(partitions), START);
        access = KafkaLogAccess.open(log);
        node =
                new LedgerNode(
                        LedgerNodeSettings.ofOwner(),
                        access,
                        DiskIndexes.resuming(DiskIndexSettings.in(folder.resolve("index"))),
                        new FileGuardStore(folder.resolve("guard")),
                        new Payloads(),
                        Clock.systemUTC());
        context =
                new SpringApplicationBuilder(Parts.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .initializers(c -> c.getBeanFactory().registerSingleton("ledgerNode", node))
                        .properties(Map.of("sluice.data", folder.toString()))
                        .properties(Map.of("sluice.payout.most-open", Long.MAX_VALUE))
                        .properties(payouts ? Map.of() : Map.of("sluice.payout.pace", NEVER))
                        .run();
        commands = context.getBean(Commands.class);
        node.start();
        Deadlines.await("the ledger serves", START, node::isReady);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(CommandConfiguration.class)
    static class Parts {
        @Bean
        Catalogue catalogue() {
            return Catalogue.standard();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        PayloadCodec payloadCodec() {
            return new Payloads();
        }
    }

    /** The domain's codec as the log wants it. */
    private static final class Payloads implements PayloadCodec {

        @Override
        public byte[] encode(String type, String version, Object payload) {
            return EventCodec.encode((LedgerEvent) payload);
        }

        @Override
        public Object decode(String type, String version, byte[] json) {
            return EventCodec.decode(type, version, json);
        }
    }

    /** Answered once its entry was read back, on a thread of the ledger's. */
    public CompletableFuture<CommandOutcome> send(AccountCommand command, String key) {
        return commands.send(
                command,
                new CommandHeader(
                        RandomIds.next(),
                        "bench",
                        Optional.of(
                                new CommandKey(NamedIds.commandKey(command.accountId(), key), key)),
                        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /** As {@link #send}; fails where the outcome is another than accepted. */
    CompletableFuture<?> accepted(AccountCommand command, String key) {
        return send(command, key)
                .thenAccept(
                        outcome -> {
                            if (!(outcome instanceof CommandOutcome.Accepted)) {
                                throw new IllegalStateException("not accepted: " + outcome);
                            }
                        });
    }

    CompletableFuture<Optional<StrongReads.AccountReading>> read(AccountId account) {
        return context.getBean(StrongReads.class).account(account);
    }

    RecordLog partitionOf(AccountId account) {
        return access.partition(node.partitionOf(account.value()));
    }

    @Override
    public void close() {
        context.close();
        node.close();
        access.close();
    }
}
