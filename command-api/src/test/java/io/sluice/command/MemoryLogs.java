package io.sluice.command;

import io.sluice.log.LogAccess;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A topic in memory. An owner's appends can be made to hang, as if it were cut off. */
public final class MemoryLogs implements LogAccess {

    private final List<MemoryLog> logs;

    public MemoryLogs(int partitions) {
        logs = IntStream.range(0, partitions).mapToObj(MemoryLog::new).toList();
    }

    @Override
    public int partitions() {
        return logs.size();
    }

    @Override
    public MemoryLog partition(int partition) {
        return logs.get(partition);
    }

    @Override
    public void close() {}

    /** One partition's records. */
    public static final class MemoryLog implements RecordLog {

        private final int partition;
        private final List<RawRecord> records = new ArrayList<>();
        private boolean ownerHangs;
        private boolean allHang;
        private boolean quiet;
        private int appenders;
        private int lost;

        MemoryLog(int partition) {
            this.partition = partition;
        }

        /** What the owner sends from now on is lost; barriers past it still arrive. */
        public synchronized void hangOwner(boolean hangs) {
            ownerHangs = hangs;
        }

        /** Whatever anyone sends from now on is lost. */
        public synchronized void hang(boolean hangs) {
            allHang = hangs;
        }

        /** Readers see nothing new for now, and then everything at once. */
        public synchronized void quiet(boolean on) {
            quiet = on;
            notifyAll();
        }

        /** A new node's first appender is the one past the owner. */
        public synchronized void nextNode() {
            appenders = 0;
        }

        @Override
        public int partition() {
            return partition;
        }

        @Override
        public String topicId() {
            return "in-memory";
        }

        @Override
        public synchronized long endOffset(Duration deadline) {
            return records.size();
        }

        private synchronized void add(RawRecord record, boolean fromOwner) {
            if (!allHang && !(fromOwner && ownerHangs)) {
                records.add(
                        new RawRecord(
                                records.size(), record.key(), record.value(), record.headers()));
                notifyAll();
            } else {
                lost++;
            }
        }

        /** Takes that many records off the end, as a power cut can; while nobody reads. */
        public synchronized void lose(int last) {
            records.subList(records.size() - last, records.size()).clear();
        }

        /** How many records there are, read or not. */
        public synchronized int size() {
            return records.size();
        }

        /** How many records were sent and lost. */
        public synchronized int lost() {
            return lost;
        }

        @Override
        public synchronized Appender newAppender() {
            boolean owner = appenders++ > 0;
            return new Appender() {
                private volatile boolean closed;

                @Override
                public void append(RawRecord record, Consumer<Throwable> onFailure) {
                    if (!closed) {
                        add(record, owner);
                    }
                }

                @Override
                public void closeNow() {
                    closed = true;
                }
            };
        }

        @Override
        public Tail tail(
                long fromOffset,
                Consumer<List<RawRecord>> onRecords,
                Consumer<Throwable> onFailure) {
            Thread thread =
                    Thread.ofVirtual().start(() -> follow(fromOffset, onRecords, onFailure));
            return thread::interrupt;
        }

        private void follow(
                long fromOffset,
                Consumer<List<RawRecord>> onRecords,
                Consumer<Throwable> onFailure) {
            int next = Math.toIntExact(fromOffset);
            try {
                while (true) {
                    List<RawRecord> batch = await(next);
                    onRecords.accept(batch);
                    next += batch.size();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                onFailure.accept(failure);
            }
        }

        private synchronized List<RawRecord> await(int next) throws InterruptedException {
            while (quiet || records.size() <= next) {
                wait(1_000);
            }
            return List.copyOf(records.subList(next, records.size()));
        }
    }
}
