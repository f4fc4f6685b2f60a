package io.sluice.command.bus;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/**
 * Random UUIDs (version 4), as good as {@link UUID#randomUUID}, from random bytes fetched for many
 * at once: asking the operating system for each costs a command a twentieth of its time. Also gives
 * Axon's messages their identifiers (META-INF/services). Thread-safe, and but for the fetching
 * nobody waits: a lock would have partitions' loops wait for callers who hold it and are not
 * running.
 */
public final class RandomIds extends IdentifierFactory {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicReference<Supply> SUPPLY = new AtomicReference<>(new Supply());

    /** One that nobody has had before. */
    public static UUID next() {
        while (true) {
            Supply supply = SUPPLY.get();
            UUID id = supply.take();
            if (id != null) {
                return id;
            }
            SUPPLY.compareAndSet(supply, new Supply());
        }
    }

    @Override
    public String generateIdentifier() {
        return next().toString();
    }

    /** The bytes of many; each is given out once. */
    private static final class Supply {

        private static final int IDS = 512;

        private final ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * IDS);
        private final AtomicInteger taken = new AtomicInteger();

        Supply() {
            RANDOM.nextBytes(bytes.array());
        }

        /** Nothing when there is none left. */
        @Nullable UUID take() {
            int place = taken.getAndIncrement();
            if (place >= IDS) {
                return null;
            }
            int at = place * 2 * Long.BYTES;
            long high = (bytes.getLong(at) & ~0xF000L) | 0x4000L;
            long low =
                    (bytes.getLong(at + Long.BYTES) & 0x3FFF_FFFF_FFFF_FFFFL)
                            | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        }
    }
}
