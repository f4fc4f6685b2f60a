package io.sluice.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * One segment file, batch by batch, each with its checksum verified. What is not a valid batch is
 * searched for the next one: bytes at the very end of the last file may be a torn write, anything
 * else is damage.
 */
final class SegmentFile {

    private static final int BEFORE_SIZE = Long.BYTES;
    private static final int BEFORE_BATCH = BEFORE_SIZE + Integer.BYTES;
    private static final int MAGIC_AT = 16;

    private final int partition;
    private final Path file;
    private final boolean mayBeTorn;
    private final Report report;
    private long next = -1;
    private int leaderEpoch = -1;

    SegmentFile(int partition, Path file, boolean mayBeTorn, Report report) {
        this.partition = partition;
        this.file = file;
        this.mayBeTorn = mayBeTorn;
        this.report = report;
    }

    void read(Consumer<LogRecord> reader) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), reader);
        } catch (IOException unreadable) {
            throw new CannotCheckException("cannot read " + file, unreadable);
        }
    }

    private void read(ByteBuffer bytes, Consumer<LogRecord> reader) {
        int at = 0;
        while (at < bytes.limit()) {
            RecordBatch batch = valid(bytes, at);
            if (batch == null) {
                at = damaged(bytes, at);
            } else {
                next = batch.lastOffset() + 1;
                deliver(batch, reader);
                at += batch.sizeInBytes();
            }
        }
    }

    /** Looks for the next valid batch, and answers with its place or the end of the file. */
    private int damaged(ByteBuffer bytes, int from) {
        int at = from + 1;
        while (at < bytes.limit() && valid(bytes, at) == null) {
            at++;
        }
        if (at >= bytes.limit() && mayBeTorn) {
            report.add(Figure.TORN_TAIL_BYTES, (long) bytes.limit() - from);
        } else {
            report.finding(
                    next < 0 ? Place.of(partition) : Place.at(partition, next),
                    "damaged: bytes "
                            + from
                            + " to "
                            + (at - 1)
                            + " of "
                            + file.getFileName()
                            + " are not a valid batch");
        }
        return at;
    }

    private void deliver(RecordBatch batch, Consumer<LogRecord> reader) {
        Place place = Place.at(partition, batch.baseOffset());
        if (batch.isControlBatch() || batch.isTransactional()) {
            report.finding(place, "a transactional batch, which the ledger never writes");
        }
        if (batch.partitionLeaderEpoch() < leaderEpoch) {
            report.finding(place, "damaged: the leader epoch before it is higher");
        }
        leaderEpoch = batch.partitionLeaderEpoch();
        if (batch.isControlBatch()) {
            return;
        }
        List<LogRecord> records = new ArrayList<>();
        try {
            for (Record record : batch) {
                records.add(record(record));
            }
        } catch (KafkaException malformed) {
            report.finding(place, "damaged: the batch's records cannot be read: " + malformed);
            return;
        }
        records.forEach(reader);
    }

    private @Nullable RecordBatch valid(ByteBuffer bytes, int at) {
        if (bytes.limit() - at < DefaultRecordBatch.RECORD_BATCH_OVERHEAD
                || bytes.get(at + MAGIC_AT) != RecordBatch.MAGIC_VALUE_V2
                || bytes.getLong(at) < Math.max(next, 0)) {
            return null;
        }
        int size = bytes.getInt(at + BEFORE_SIZE);
        if (size < DefaultRecordBatch.RECORD_BATCH_OVERHEAD - BEFORE_BATCH
                || size > bytes.limit() - at - BEFORE_BATCH) {
            return null;
        }
        var batches =
                MemoryRecords.readableRecords(bytes.slice(at, BEFORE_BATCH + size))
                        .batches()
                        .iterator();
        RecordBatch batch = batches.hasNext() ? batches.next() : null;
        return batch != null && batch.isValid() ? batch : null;
    }

    private static LogRecord record(Record record) {
        List<LogRecord.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new LogRecord.Header(header.key(), header.value()));
        }
        return new LogRecord(
                record.offset(),
                record.hasKey() ? bytes(record.key()) : null,
                record.hasValue() ? bytes(record.value()) : null,
                headers);
    }

    private static byte[] bytes(ByteBuffer view) {
        byte[] copy = new byte[view.remaining()];
        view.get(copy);
        return copy;
    }
}
