package io.sluice.log.index;

import io.sluice.log.LogUnavailableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the tags that a database had when it was opened into the filter, beside all else and one
 * partition after the other. Tags that come in later are added by whoever writes them, so that the
 * filter has them all once this is done.
 */
final class TagFilterFilling implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TagFilterFilling.class);

    /** Nobody can close the database while it is iterated over. */
    private static final int KEYS_AT_ONCE = 20_000;

    private static final Semaphore TURN = new Semaphore(1);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final IndexDatabase database;
    private final int partition;
    private final TagFilter filter;
    private final Duration rest;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean done;

    private TagFilterFilling(
            IndexDatabase database, int partition, TagFilter filter, Duration rest) {
        this.database = database;
        this.partition = partition;
        this.filter = filter;
        this.rest = rest;
        this.thread =
                Thread.ofPlatform()
                        .name("index-filter-" + partition)
                        .daemon(true)
                        .unstarted(this::run);
    }

    /**
     * @param rest between the first keys, which may be all there are, and the others: a node that
     *     starts has more urgent things to read
     */
    static TagFilterFilling begin(
            IndexDatabase database, int partition, TagFilter filter, Duration rest) {
        TagFilterFilling filling = new TagFilterFilling(database, partition, filter, rest);
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
            byte @Nullable [] next = addFrom(new byte[0]);
            if (next != null && !closing.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
                next = addInTurn(next);
            }
            done = next == null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (LogUnavailableException closedMeanwhile) {
            log.debug("partition {}: its tags are not needed any more", partition);
        } catch (IndexDamagedException | UncheckedIOException failed) {
            // Whoever needs what is there fails, and says so; until then looking takes longer.
            log.warn("partition {}: its tags cannot be read ahead", partition, failed);
        }
    }

    /** Returns the key to go on from where it was closed; nothing when there is no more. */
    private byte @Nullable [] addInTurn(byte[] from) throws InterruptedException {
        while (isOpen()) {
            if (TURN.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    return addAll(from);
                } finally {
                    TURN.release();
                }
            }
        }
        return from;
    }

    private byte @Nullable [] addAll(byte[] from) {
        byte @Nullable [] next = from;
        while (next != null && isOpen()) {
            next = addFrom(next);
        }
        return next;
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
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
        closing.countDown();
    }
}
