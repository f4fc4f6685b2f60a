package io.sluice.command;

import static org.awaitility.Awaitility.await;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.payout.Payouts;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.reads.StrongReads;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.CountedEntry;
import io.sluice.log.PayloadCodec;
import io.sluice.log.StoredEvent;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import io.sluice.log.writer.WriterSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A command side that runs: a real node, its real configuration, on a log in memory that outlives
 * restarts.
 */
public final class World implements AutoCloseable {

    public static final Asset BTC = new Asset("BTC");
    public static final Asset ETH = new Asset("ETH");
    public static final Network BITCOIN = new Network("bitcoin");
    public static final Network ETHEREUM = new Network("ethereum");

    private static final LedgerNodeSettings USUAL = LedgerNodeSettings.ofOwner();

    /** What hangs in memory does so because a test says so, and is known for stuck sooner. */
    private static final LedgerNodeSettings SETTINGS =
            new LedgerNodeSettings(
                    true,
                    new WriterSettings(
                            USUAL.writer().mostInFlight(),
                            Duration.ofSeconds(5),
                            USUAL.writer().retryAfter()),
                    USUAL.guardInterval(),
                    USUAL.startDeadline());

    public final MemoryLogs logs;
    private final MemoryGuard guard = new MemoryGuard();
    private final Path data;
    private final Map<String, Object> properties;
    private final Consumer<LedgerNode> beforeItReads;
    private final Clock clock;
    private @Nullable ConfigurableApplicationContext context;

    public World(int partitions, Path data, Map<String, Object> properties) {
        this(partitions, data, properties, node -> {});
    }

    /**
     * @param clock of the node, which says the time of day alone
     */
    public World(int partitions, Path data, Map<String, Object> properties, Clock clock) {
        this(partitions, data, properties, node -> {}, clock);
    }

    /**
     * @param beforeItReads what else is to be done with a node before it starts
     */
    public World(
            int partitions,
            Path data,
            Map<String, Object> properties,
            Consumer<LedgerNode> beforeItReads) {
        this(partitions, data, properties, beforeItReads, Clock.systemUTC());
    }

    private World(
            int partitions,
            Path data,
            Map<String, Object> properties,
            Consumer<LedgerNode> beforeItReads,
            Clock clock) {
        this.clock = clock;
        this.beforeItReads = beforeItReads;
        this.logs = new MemoryLogs(partitions);
        this.data = data;
        this.properties = properties;
        start();
    }

    /** A life in which nothing reaches the log from the pipeline of any owner is not started. */
    public void start() {
        startUnready();
        await().atMost(Duration.ofSeconds(10)).until(node()::isReady);
    }

    /** As {@link #start()}, for a log in which not every partition can be taken over. */
    public void startUnready() {
        IntStream.range(0, logs.partitions()).forEach(p -> logs.partition(p).nextNode());
        LedgerNode node = new LedgerNode(SETTINGS, logs, guard, new EventPayloads(), clock);
        context =
                new SpringApplicationBuilder(Parts.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                        .initializers(c -> c.getBeanFactory().registerSingleton("ledgerNode", node))
                        .initializers(c -> c.getBeanFactory().registerSingleton("clock", clock))
                        .properties(Map.of("sluice.data", data.toString()))
                        .properties(
                                Map.of(
                                        "sluice.rail.sandbox.submit-delay", "1ms",
                                        "sluice.rail.sandbox.settle-delay", "1ms",
                                        "sluice.circuit.complete-every", "50ms",
                                        // A log that a test lets hang is no reason to pause.
                                        "sluice.watchdog.stuck-appends.action", "ALARM",
                                        "sluice.circuit.answer-within", "3s"))
                        .properties(properties)
                        .run();
        beforeItReads.accept(node);
        node.start();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(CommandConfiguration.class)
    static class Parts {
        @Bean
        Catalogue catalogue() {
            return Catalogue.standard();
        }

        @Bean
        PayloadCodec payloadCodec() {
            return new EventPayloads();
        }
    }

    /** Ends this life of the node; the log, the guard and the data folder stay. */
    public void stop() {
        LedgerNode node = node();
        int code = SpringApplication.exit(Objects.requireNonNull(context));
        node.close();
        if (code != 0) {
            throw new IllegalStateException("exit code " + code);
        }
    }

    public void restart() {
        stop();
        start();
    }

    private <T> T get(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    public LedgerNode node() {
        return get(LedgerNode.class);
    }

    public Commands commands() {
        return get(Commands.class);
    }

    public Circuit circuit() {
        return get(Circuit.class);
    }

    public Payouts payouts() {
        return get(Payouts.class);
    }

    public StrongReads reads() {
        return get(StrongReads.class);
    }

    public static CommandHeader header(AccountId account, String key) {
        return header(new CommandKey(NamedIds.commandKey(account, key), key));
    }

    public static CommandHeader circuitHeader(String key) {
        return header(new CommandKey(NamedIds.circuitKey(key), key));
    }

    /** As that person. */
    public static CommandHeader circuitHeader(String actor, String key) {
        return header(actor, new CommandKey(NamedIds.circuitKey(key), key));
    }

    private static CommandHeader header(CommandKey key) {
        return header("tester", key);
    }

    private static CommandHeader header(String actor, CommandKey key) {
        return new CommandHeader(
                UUID.randomUUID(),
                actor,
                Optional.of(key),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
    }

    public CommandOutcome send(AccountCommand command, String key) {
        return commands()
                .send(command, header(command.accountId(), key))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** Opens the account and gives it that many units of BTC and ETH. */
    public AccountId funded(String name, long units) {
        AccountId account = new AccountId(name);
        send(new OpenAccount(account), "open");
        send(new CreditDeposit(account, BTC, Amount.of(units), "btc"), "deposit-btc");
        send(new CreditDeposit(account, ETH, Amount.of(units), "eth"), "deposit-eth");
        return account;
    }

    public static RequestWithdrawal request(
            AccountId account, Asset asset, Network network, long units, String address) {
        return new RequestWithdrawal(
                account,
                asset,
                network,
                Amount.of(units),
                Amount.ZERO,
                new Destination(address, Optional.empty()));
    }

    public CommandOutcome withdraw(AccountId account, long units, String key) {
        return send(request(account, BTC, BITCOIN, units, "bc1q" + key), key);
    }

    public static WithdrawalId withdrawalId(AccountId account, String key) {
        return NamedIds.withdrawal(NamedIds.commandKey(account, key));
    }

    public static OpenPause pause(Scope scope, PauseMode mode) {
        return new OpenPause(
                scope,
                mode,
                "because",
                ReasonClass.DRILL,
                Optional.empty(),
                ReasonClass.DRILL.publicMessage(),
                Optional.empty());
    }

    public WithdrawalStatus status(AccountId account, String key) {
        return reads().withdrawal(account, withdrawalId(account, key))
                .join()
                .orElseThrow()
                .status();
    }

    public void awaitStatus(AccountId account, String key, WithdrawalStatus wanted) {
        await().atMost(Duration.ofSeconds(10)).until(() -> status(account, key) == wanted);
    }

    /** All events that count in a partition, in order. */
    public List<LedgerEvent> events(int partition) {
        return entries(partition)
                .flatMap(entry -> entry.events().stream())
                .map(StoredEvent::payload)
                .map(LedgerEvent.class::cast)
                .toList();
    }

    public Stream<CountedEntry> entries(int partition) {
        return node().entries(partition, 0, Integer.MAX_VALUE).stream();
    }

    public <E extends LedgerEvent> List<E> events(Class<E> type) {
        return IntStream.range(0, logs.partitions())
                .boxed()
                .flatMap(p -> events(p).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public void close() {
        stop();
    }
}
