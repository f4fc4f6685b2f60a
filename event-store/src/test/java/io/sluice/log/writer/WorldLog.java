package io.sluice.log.writer;

import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One partition of a broker that does whatever a broker and a network may do to produce requests:
 * late, twice, in another order, never, or with the answer lost. Nothing happens by itself; the
 * world calls.
 */
final class WorldLog implements RecordLog {

    private final RandomGenerator random;
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private BiConsumer<RawRecord, Long> onStored = (record, offset) -> {};

    WorldLog(RandomGenerator random) {
        this.random = random;
    }

    /** What is on its way to the broker. */
    private static final class Request {
        private final RawRecord record;
        private final Consumer<Throwable> onFailure;

        Request(RawRecord record, Consumer<Throwable> onFailure) {
            this.record = record;
            this.onFailure = onFailure;
        }
    }

    void onStored(BiConsumer<RawRecord, Long> listener) {
        onStored = listener;
    }

    List<RawRecord> records() {
        return records;
    }

    int requestCount() {
        return requests.size();
    }

    /**
     * The request arrives; perhaps it arrives again later, perhaps its sender never learns that it
     * did.
     */
    void deliverOne(boolean inOrder, boolean faults) {
        int which = inOrder ? 0 : random.nextInt(Math.min(requests.size(), 6));
        Request request = requests.get(which);
        store(request.record);
        if (faults && random.nextInt(12) == 0) {
            request.onFailure.accept(new IllegalStateException("the answer was lost"));
        } else if (!faults || random.nextInt(8) != 0) {
            requests.remove(which);
        }
    }

    /** The request that was sent last arrives. */
    void deliverLast() {
        store(requests.removeLast().record);
    }

    /** The request never arrives. */
    void dropOne() {
        Request request = requests.remove(random.nextInt(requests.size()));
        if (random.nextBoolean()) {
            request.onFailure.accept(new IllegalStateException("timed out"));
        }
    }

    void store(RawRecord record) {
        long offset = records.size();
        records.add(new RawRecord(offset, record.key(), record.value(), record.headers()));
        onStored.accept(record, offset);
    }

    /** Power fails under a broker that had not synced: the log is shorter and looks whole. */
    void loseFrom(int offset) {
        records.subList(offset, records.size()).clear();
        requests.clear();
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public String topicId() {
        return "world";
    }

    @Override
    public long endOffset(Duration deadline) {
        return records.size();
    }

    @Override
    public Appender newAppender() {
        return new Appender() {
            private final List<Request> mine = new ArrayList<>();

            @Override
            public void append(RawRecord record, Consumer<Throwable> onFailure) {
                Request request = new Request(record, onFailure);
                mine.add(request);
                requests.add(request);
            }

            @Override
            public void closeNow() {
                // What was still queued is dropped; what was already sent may arrive at any later
                // time.
                for (Request request : mine) {
                    if (random.nextBoolean()) {
                        requests.remove(request);
                    }
                }
                mine.clear();
            }
        };
    }

    @Override
    public Tail tail(
            long fromOffset, Consumer<List<RawRecord>> onRecords, Consumer<Throwable> onFailure) {
        throw new IllegalStateException("the world hands records to writers itself");
    }
}
