package io.sluice.log.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.InMemoryGuard;
import io.sluice.log.LogAccess;
import io.sluice.log.LogPosition;
import io.sluice.log.PositionStanding;
import io.sluice.log.TextPayloads;
import io.sluice.log.index.PartitionIndexes;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine over several partitions promises, whatever keeps its records. */
@NullUnmarked
abstract class ChainStorageEngineSuite {

    static final int PARTITIONS = 3;

    private LogAccess access;
    private LedgerNode node;
    private ChainEventStorageEngine engine;
    private final String account = "account-" + UUID.randomUUID();

    /** A ledger topic of three partitions that nothing was written to. */
    abstract LogAccess emptyTopic();

    PartitionIndexes indexes() {
        return PartitionIndexes.inHeap();
    }

    @BeforeEach
    void start() {
        access = emptyTopic();
        node =
                new LedgerNode(
                        LedgerNodeSettings.ofOwner(),
                        access,
                        indexes(),
                        new InMemoryGuard(),
                        new TextPayloads(),
                        Clock.systemUTC());
        node.start();
        await().atMost(Duration.ofSeconds(20)).until(node::isReady);
        engine = new ChainEventStorageEngine(node);
    }

    @AfterEach
    void stop() {
        node.close();
        access.close();
    }

    @Test
    void refusesToAppendWithoutAPartition() {
        assertThat(
                        engine.appendEvents(
                                AppendCondition.none(), null, List.of(event("lost", account))))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withMessageContaining("names its partition");
    }

    @Test
    void sourcesFromTheNamedPartitionOnly() throws Exception {
        append(0, event("zero", account));
        append(1, event("one", account));
        assertThat(source(0)).containsExactly("zero");
        assertThat(source(1)).containsExactly("one");
        assertThat(source(2)).isEmpty();
    }

    @Test
    void rejectsAnAppendWhoseConditionNoLongerHolds() throws Exception {
        ConsistencyMarker marker = marker(1);
        append(1, event("first", account));
        AppendCondition condition = AppendCondition.withCriteria(criteria()).withMarker(marker);
        assertThat(commit(1, condition, event("second", account)))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(AppendEventsTransactionRejectedException.class);
    }

    @Test
    void acceptsAnAppendWhenOnlyAnotherPartitionMoved() throws Exception {
        ConsistencyMarker marker = marker(1);
        append(2, event("elsewhere", account));
        AppendCondition condition = AppendCondition.withCriteria(criteria()).withMarker(marker);
        assertThat(commit(1, condition, event("here", account)))
                .succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void tellsTheUnitOfWorkWhereItsEntryStands() throws Exception {
        ProcessingContext context = context(2);
        commit(context, AppendCondition.none(), event("placed", account)).get(5, TimeUnit.SECONDS);
        LogPosition position = context.getResource(ConfirmedResource.KEY).position();
        assertThat(position.partition()).isEqualTo(2);
        assertThat(node.standing(position)).isEqualTo(PositionStanding.IN_CHAIN);
        LogPosition forged = new LogPosition(2, position.offset(), "00000000");
        assertThat(node.standing(forged)).isEqualTo(PositionStanding.NOT_IN_CHAIN);
    }

    @Test
    void streamsEveryPartitionInItsOwnOrder() throws Exception {
        for (int i = 0; i < 30; i++) {
            append(i % PARTITIONS, event(i % PARTITIONS + "-" + i, account));
        }
        Map<String, List<Integer>> byPartition = new HashMap<>();
        for (String payload : read(engine.firstToken(null).get(1, TimeUnit.SECONDS), 30)) {
            String[] parts = payload.split("-", -1);
            byPartition
                    .computeIfAbsent(parts[0], absent -> new ArrayList<>())
                    .add(Integer.valueOf(parts[1]));
        }
        assertThat(byPartition).hasSize(PARTITIONS);
        assertThat(byPartition.values())
                .allSatisfy(numbers -> assertThat(numbers).isSorted().hasSize(10));
    }

    @Test
    void resumesFromAnyTokenWithoutGapOrRepetition() throws Exception {
        for (int i = 0; i < 12; i++) {
            append(i % PARTITIONS, event("e" + i, account));
        }
        List<String> whole = read(engine.firstToken(null).get(1, TimeUnit.SECONDS), 12);
        MessageStream<EventMessage> stream = open(engine.firstToken(null).get(1, TimeUnit.SECONDS));
        TrackingToken token = null;
        for (int i = 0; i < 5; i++) {
            token = next(stream).getResource(TrackingToken.RESOURCE_KEY);
        }
        stream.close();
        List<String> rest = read(token, 7);
        List<String> both = new ArrayList<>(whole.subList(0, 5));
        both.addAll(rest);
        assertThat(both).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void showsOpenStreamsWhatIsAppendedLater() throws Exception {
        MessageStream<EventMessage> stream =
                open(engine.latestToken(null).get(1, TimeUnit.SECONDS));
        assertThat(stream.next()).isEmpty();
        append(1, event("later", account));
        assertThat(next(stream).message().payload()).isEqualTo("later");
        stream.close();
    }

    @Test
    void comparesTokensElementByElement() throws Exception {
        TrackingToken first = engine.firstToken(null).get(1, TimeUnit.SECONDS);
        append(0, event("a", account));
        TrackingToken afterZero = engine.latestToken(null).get(1, TimeUnit.SECONDS);
        append(1, event("b", account));
        TrackingToken afterBoth = engine.latestToken(null).get(1, TimeUnit.SECONDS);
        assertThat(afterBoth.covers(afterZero)).isTrue();
        assertThat(afterZero.covers(afterBoth)).isFalse();
        TrackingToken onlyOne =
                ((ChainTrackingToken) first).with(1, ((ChainTrackingToken) afterBoth).at(1));
        assertThat(onlyOne.covers(afterZero)).isFalse();
        assertThat(afterZero.covers(onlyOne)).isFalse();
        assertThat(afterZero.upperBound(onlyOne)).isEqualTo(afterBoth);
        assertThat(afterZero.lowerBound(onlyOne)).isEqualTo(first);
    }

    @Test
    void findsATokenByTime() throws Exception {
        Instant longAgo = Instant.now().minusSeconds(60);
        append(0, eventAt("old", longAgo));
        append(1, eventAt("new", Instant.now()));
        TrackingToken token = engine.tokenAt(longAgo.plusSeconds(1), null).get(1, TimeUnit.SECONDS);
        assertThat(read(token, 1)).containsExactly("new");
    }

    private ConsistencyMarker marker(int partition) {
        List<ConsistencyMarker> markers = new ArrayList<>();
        MessageStream<EventMessage> stream =
                engine.source(SourcingCondition.conditionFor(criteria()), context(partition));
        for (var entry = stream.next(); entry.isPresent(); entry = stream.next()) {
            Optional.ofNullable(entry.get().getResource(ConsistencyMarker.RESOURCE_KEY))
                    .ifPresent(markers::add);
        }
        return markers.getLast();
    }

    private List<String> source(int partition) {
        List<String> payloads = new ArrayList<>();
        MessageStream<EventMessage> stream =
                engine.source(SourcingCondition.conditionFor(criteria()), context(partition));
        for (var entry = stream.next(); entry.isPresent(); entry = stream.next()) {
            if (entry.get().message().payload() instanceof String payload) {
                payloads.add(payload);
            }
        }
        return payloads;
    }

    private EventCriteria criteria() {
        return EventCriteria.havingTags(new Tag("account", account));
    }

    private MessageStream<EventMessage> open(TrackingToken token) {
        return engine.stream(StreamingCondition.startingFrom(token), null);
    }

    private List<String> read(TrackingToken token, int count) {
        List<String> payloads = new ArrayList<>();
        MessageStream<EventMessage> stream = open(token);
        while (payloads.size() < count) {
            payloads.add(String.valueOf(next(stream).message().payload()));
        }
        assertThat(stream.next()).isEmpty();
        stream.close();
        return payloads;
    }

    private static MessageStream.Entry<EventMessage> next(MessageStream<EventMessage> stream) {
        await().atMost(Duration.ofSeconds(5)).until(stream::hasNextAvailable);
        return stream.next().orElseThrow();
    }

    private void append(int partition, TaggedEventMessage<?> event) throws Exception {
        commit(partition, AppendCondition.none(), event).get(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<?> commit(
            int partition, AppendCondition condition, TaggedEventMessage<?> event) {
        return commit(context(partition), condition, event);
    }

    private CompletableFuture<?> commit(
            ProcessingContext context, AppendCondition condition, TaggedEventMessage<?> event) {
        return engine.appendEvents(condition, context, List.of(event))
                .thenCompose(tx -> finish(tx, context));
    }

    private static <R> CompletableFuture<ConsistencyMarker> finish(
            AppendTransaction<R> tx, ProcessingContext context) {
        return tx.commit(context).thenCompose(result -> tx.afterCommit(result, context));
    }

    private static ProcessingContext context(int partition) {
        CompletableFuture<ProcessingContext> context = new CompletableFuture<>();
        var _ =
                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE)
                        .create(UUID.randomUUID().toString(), configuration -> configuration)
                        .executeWithResult(
                                processing -> {
                                    processing.putResource(PartitionResource.KEY, partition);
                                    context.complete(processing);
                                    return CompletableFuture.completedFuture(partition);
                                });
        return context.join();
    }

    private static TaggedEventMessage<?> event(String payload, String account) {
        return new GenericTaggedEventMessage<>(
                message(payload, Instant.now()), Set.of(new Tag("account", account)));
    }

    private static TaggedEventMessage<?> eventAt(String payload, Instant at) {
        return new GenericTaggedEventMessage<>(
                message(payload, at), Set.of(new Tag("account", "timed")));
    }

    private static EventMessage message(String payload, Instant at) {
        return new GenericEventMessage(
                UUID.randomUUID().toString(), new MessageType("moved", "1"), payload, Map.of(), at);
    }
}
