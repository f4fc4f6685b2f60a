package io.sluice.log.kafka;

import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One partition of the ledger's topic. */
record KafkaRecordLog(KafkaLogAccess access, int partition) implements RecordLog {

    @Override
    public String topicId() {
        return access.topicId();
    }

    @Override
    public long endOffset(Duration deadline) {
        return access.endOffset(partition, deadline);
    }

    @Override
    public Appender newAppender() {
        return access.newAppender(partition);
    }

    @Override
    public Tail tail(
            long fromOffset, Consumer<List<RawRecord>> onRecords, Consumer<Throwable> onFailure) {
        return access.tail(partition, fromOffset, onRecords, onFailure);
    }
}
