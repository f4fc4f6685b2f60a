package io.sluice.log.writer;

import io.sluice.log.Confirmed;
import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.RecordLog;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.index.PartitionIndex;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Appends barriers past the partition's writer: whatever that writer has in flight behind one is
 * void. Anyone who can write to the topic can do this, whoever owns the partition and however slow,
 * hung or cut off it is.
 */
final class DirectBarriers implements AutoCloseable {

    private final RecordLog log;
    private final EntryCodec codec;
    private final PartitionIndex index;
    private final Clock clock;
    private final String senderId;
    private final Map<String, CompletableFuture<Confirmed>> awaited = new ConcurrentHashMap<>();
    private RecordLog.Appender appender;

    DirectBarriers(
            RecordLog log, EntryCodec codec, PartitionIndex index, Clock clock, String senderId) {
        this.log = log;
        this.codec = codec;
        this.index = index;
        this.clock = clock;
        this.senderId = senderId;
        this.appender = log.newAppender();
    }

    /** The loop shows every counted barrier here. */
    void onBarrier(String nonce, CountedEntry entry) {
        CompletableFuture<Confirmed> answer = awaited.remove(nonce);
        if (answer != null) {
            answer.complete(
                    new Confirmed(
                            entry.position(),
                            entry.time(),
                            entry.firstSequence(),
                            entry.events().size()));
        }
    }

    /**
     * Sends the barrier; the future completes on the loop's thread once it was read back, and fails
     * where sending failed, which leaves open whether it still arrives.
     */
    synchronized CompletableFuture<Confirmed> append(
            BarrierEffect effect,
            String nonce,
            Map<String, String> detail,
            List<StoredEvent> events) {
        Head prev = index.last().map(CountedEntry::head).orElse(null);
        if (prev == null) {
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(
                            "partition " + log.partition() + " was not read yet"));
        }
        CompletableFuture<Confirmed> answer =
                awaited.computeIfAbsent(nonce, absent -> new CompletableFuture<>());
        byte[] value =
                codec.encode(
                        new EntryValue(
                                EntryCodec.toEntryTime(clock.instant()),
                                senderId,
                                Optional.of(new EntryValue.Barrier(effect.wire(), nonce, detail)),
                                events));
        appender.append(
                new ChainRecord(EntryKind.BARRIER, prev, new byte[0], value).toRaw(),
                failure -> onFailure(nonce, failure));
        return answer;
    }

    private synchronized void onFailure(String nonce, Throwable failure) {
        appender.closeNow();
        appender = log.newAppender();
        CompletableFuture<Confirmed> answer = awaited.remove(nonce);
        if (answer != null) {
            answer.completeExceptionally(
                    new LogUnavailableException("the barrier was not acknowledged", failure));
        }
    }

    @Override
    public synchronized void close() {
        appender.closeNow();
        awaited.values()
                .forEach(
                        answer ->
                                answer.completeExceptionally(
                                        new LogUnavailableException("closing")));
        awaited.clear();
    }
}
