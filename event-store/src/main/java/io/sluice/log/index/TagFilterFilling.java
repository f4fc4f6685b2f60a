package io.sluice.log.index;

import io.sluice.log.LogUnavailableException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the tags that a database had when it was opened into the filter, beside all else, for at
 * most half of the time. Tags that come in later are added by whoever writes them, so that the
 * filter has them all once this is done.
 */
final class TagFilterFilling implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TagFilterFilling.class);

    /** Nobody can close the database while it is iterated over. */
    private static final int KEYS_AT_ONCE = 20_000;

    private final IndexDatabase database;
    private final int partition;
    private final TagFilter filter;
    private final Thread thread;
    private volatile boolean done;
    private volatile boolean closed;

    private TagFilterFilling(IndexDatabase database, int partition, TagFilter filter) {
        this.database = database;
        this.partition = partition;
        this.filter = filter;
        this.thread =
                Thread.ofPlatform()
                        .name("index-filter-" + partition)
                        .daemon(true)
                        .unstarted(this::run);
    }

    static TagFilterFilling begin(IndexDatabase database, int partition, TagFilter filter) {
        TagFilterFilling filling = new TagFilterFilling(database, partition, filter);
        filling.thread.start();
        return filling;
    }

    /** Whether a tag that is not in the filter is not in the database either. */
    boolean isDone() {
        return done;
    }

    /** Whether it will do no more, done or not. */
    boolean isOver() {
        return !thread.isAlive();
    }

    private void run() {
        try {
            byte @Nullable [] next = new byte[0];
            while (next != null && !closed) {
                long begun = System.nanoTime();
                next = addFrom(next);
                LockSupport.parkNanos(System.nanoTime() - begun);
            }
            done = next == null;
        } catch (LogUnavailableException closedMeanwhile) {
            log.debug("partition {}: its tags are not needed any more", partition);
        } catch (IndexDamagedException | UncheckedIOException failed) {
            // Whoever needs what is there fails, and says so; until then looking takes longer.
            log.warn("partition {}: its tags cannot be read ahead", partition, failed);
        }
    }

    /** Returns the key to go on from; nothing when there is no more. */
    private byte @Nullable [] addFrom(byte[] key) {
        return database.iterateInPassing(
                IndexFamily.TAGS,
                iterator -> {
                    iterator.seek(key);
                    for (int i = 0; i < KEYS_AT_ONCE && iterator.isValid(); i++) {
                        addKey(iterator.key());
                        iterator.next();
                    }
                    return iterator.isValid() ? iterator.key() : null;
                });
    }

    /** Each tag that has events has one key that is its hash alone. */
    private void addKey(byte[] key) {
        if (key.length == IndexKeys.TAG_PREFIX_BYTES) {
            filter.add(key);
        }
    }

    /** It ends soon. */
    @Override
    public void close() {
        closed = true;
    }
}
