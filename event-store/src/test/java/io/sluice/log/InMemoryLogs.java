package io.sluice.log;

import java.util.List;
import java.util.stream.IntStream;

/** A topic in memory. */
public final class InMemoryLogs implements LogAccess {

    private final List<InMemoryLog> logs;

    public InMemoryLogs(int partitions) {
        logs = IntStream.range(0, partitions).mapToObj(InMemoryLog::new).toList();
    }

    /** A topic of one partition that holds these records. */
    public static InMemoryLogs holding(List<RawRecord> records) {
        InMemoryLogs logs = new InMemoryLogs(1);
        records.forEach(logs.partition(0)::add);
        return logs;
    }

    @Override
    public int partitions() {
        return logs.size();
    }

    @Override
    public InMemoryLog partition(int partition) {
        return logs.get(partition);
    }

    @Override
    public void close() {}
}
