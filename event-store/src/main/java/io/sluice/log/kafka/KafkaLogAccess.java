package io.sluice.log.kafka;

import io.sluice.log.ClusterHealth;
import io.sluice.log.LogAccess;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * The ledger's topic, opened. Clients in use (an administration client, a producer for each
 * appender, a consumer for each tail) are closed with it. Thread-safe.
 */
public final class KafkaLogAccess implements LogAccess {

    private final KafkaLogSettings settings;
    private final CloseableAdmin admin;
    private final String topicId;
    private final int partitions;
    private final Set<KafkaAppender> appenders = ConcurrentHashMap.newKeySet();
    private final Set<KafkaTail> tails = ConcurrentHashMap.newKeySet();
    private final AtomicLong named = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaLogAccess(
            KafkaLogSettings settings, CloseableAdmin admin, TopicDescription topic) {
        this.settings = settings;
        this.admin = admin;
        this.topicId = topic.topicId().toString();
        this.partitions = topic.partitions().size();
    }

    /**
     * Looks the topic up, which must exist ({@link LedgerTopic} makes it).
     *
     * @throws LogUnavailableException when it is not there, or the brokers do not answer within
     *     {@link KafkaLogSettings#callDeadline()}
     */
    public static KafkaLogAccess open(KafkaLogSettings settings) {
        CloseableAdmin admin = CloseableAdmin.open(settings);
        try {
            return new KafkaLogAccess(settings, admin, describe(settings, admin));
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    private static TopicDescription describe(KafkaLogSettings settings, CloseableAdmin admin) {
        int deadlineMillis = Math.toIntExact(settings.callDeadline().toMillis());
        return AdminCalls.await(
                admin.admin()
                        .describeTopics(
                                List.of(settings.topic()),
                                new DescribeTopicsOptions().timeoutMs(deadlineMillis))
                        .topicNameValues()
                        .get(settings.topic()),
                settings.callDeadline(),
                "describing topic " + settings.topic());
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public RecordLog partition(int partition) {
        Objects.checkIndex(partition, partitions);
        return new KafkaRecordLog(this, partition);
    }

    /** How the brokers are doing; of use until this is closed. */
    public ClusterHealth clusterHealth() {
        return new KafkaClusterHealth(admin.admin(), settings.topic());
    }

    /** Appenders drop what they have queued; tails end. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            appenders.forEach(KafkaAppender::closeNow);
            // All at once: one after the other, each could take its own deadline.
            tails.forEach(KafkaTail::endSoon);
            tails.forEach(KafkaTail::close);
            admin.close();
        }
    }

    String topicId() {
        return topicId;
    }

    long endOffset(int partition, Duration deadline) {
        TopicPartition source = new TopicPartition(settings.topic(), partition);
        int deadlineMillis = Math.toIntExact(deadline.toMillis());
        return AdminCalls.await(
                        admin.admin()
                                .listOffsets(
                                        Map.of(source, OffsetSpec.latest()),
                                        new ListOffsetsOptions().timeoutMs(deadlineMillis))
                                .partitionResult(source),
                        deadline,
                        "reading the end of " + source)
                .offset();
    }

    RecordLog.Appender newAppender(int partition) {
        refuseIfClosed();
        KafkaAppender appender =
                new KafkaAppender(
                        settings, partition, name("append", partition), appenders::remove);
        appenders.add(appender);
        if (closed.get()) {
            appender.closeNow();
        }
        return appender;
    }

    RecordLog.Tail tail(
            int partition,
            long fromOffset,
            Consumer<List<RawRecord>> onRecords,
            Consumer<Throwable> onFailure) {
        refuseIfClosed();
        KafkaTail tail =
                new KafkaTail(
                        settings,
                        new TopicPartition(settings.topic(), partition),
                        name("tail", partition),
                        onRecords,
                        onFailure,
                        tails::remove);
        tails.add(tail);
        tail.start(fromOffset);
        if (closed.get()) {
            tail.close();
        }
        return tail;
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw new LogUnavailableException("topic " + settings.topic() + " is closed here");
        }
    }

    private String name(String what, int partition) {
        return "%s-%d-%d".formatted(what, partition, named.incrementAndGet());
    }
}
