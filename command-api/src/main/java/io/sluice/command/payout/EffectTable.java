package io.sluice.command.payout;

import io.sluice.command.payout.SandboxJournal.Effect;
import io.sluice.ledger.id.WithdrawalId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A hash table in a file, of fixed size: withdrawal ids and what was done for them. A page for the
 * header, then pages of slots; an id is in its hash's page, or in the next with room. A slot is the
 * id, then one byte of effect, which is 0 where the slot is free. Not thread-safe. Read through a
 * file that no interrupt closes.
 */
final class EffectTable implements AutoCloseable {

    private static final long MAGIC = 0x736c7569_63656631L;
    private static final int PAGE = 4096;
    private static final int SLOT = 24;
    private static final int EFFECT_AT = 2 * Long.BYTES;
    private static final int SLOTS = PAGE / SLOT;
    private static final int FULL_PERCENT = 60;

    private final RandomAccessFile file;
    private final long pages;
    private final byte[] page = new byte[PAGE];
    private long used;
    private long covered;

    private record Place(long offset, int effect) {}

    private EffectTable(RandomAccessFile file, long pages) {
        this.file = file;
        this.pages = pages;
    }

    static EffectTable create(Path path, long pages) throws IOException {
        EffectTable table = new EffectTable(new RandomAccessFile(path.toFile(), "rw"), pages);
        table.file.setLength(0);
        table.file.setLength((1 + pages) * PAGE);
        table.cover(0);
        return table;
    }

    /**
     * @param pages as it was made with
     * @throws IOException where it is not such a table
     */
    static EffectTable open(Path path, long pages) throws IOException {
        EffectTable table = new EffectTable(new RandomAccessFile(path.toFile(), "rw"), pages);
        if (table.file.length() == (1 + pages) * PAGE && table.file.readLong() == MAGIC) {
            table.used = table.file.readLong();
            table.covered = table.file.readLong();
            return table;
        }
        table.close();
        throw new IOException(path + " is not a table of effects");
    }

    boolean isFull() {
        return used * 100 >= pages * SLOTS * FULL_PERCENT;
    }

    /** The length of the journal up to which everything is in the tables. */
    long covered() {
        return covered;
    }

    Optional<Effect> find(WithdrawalId id) throws IOException {
        return place(id.value()).flatMap(place -> Effect.ofCode(place.effect()));
    }

    /** Whether there was room. */
    boolean put(WithdrawalId id, Effect effect) throws IOException {
        Optional<Place> place = place(id.value());
        if (place.isEmpty()) {
            return false;
        }
        file.seek(place.get().offset());
        file.write(
                ByteBuffer.allocate(SLOT)
                        .putLong(id.value().getMostSignificantBits())
                        .putLong(id.value().getLeastSignificantBits())
                        .put(effect.code())
                        .array());
        used += place.get().effect() == 0 ? 1 : 0;
        return true;
    }

    /** Where the id is, or would be if there is room. */
    private Optional<Place> place(UUID id) throws IOException {
        long first = Math.floorMod(mixed(id), pages);
        ByteBuffer slots = ByteBuffer.wrap(page);
        for (long step = 0; step < pages; step++) {
            long offset = (1 + (first + step) % pages) * PAGE;
            file.seek(offset);
            file.readFully(page);
            for (int slot = 0; slot < SLOTS * SLOT; slot += SLOT) {
                boolean same =
                        slots.getLong(slot) == id.getMostSignificantBits()
                                && slots.getLong(slot + Long.BYTES) == id.getLeastSignificantBits();
                if (same || page[slot + EFFECT_AT] == 0) {
                    return Optional.of(new Place(offset + slot, page[slot + EFFECT_AT]));
                }
            }
        }
        return Optional.empty();
    }

    private static long mixed(UUID id) {
        long hash = id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /** When it returns, what was put survives a crash. */
    void force() throws IOException {
        file.getFD().sync();
    }

    /**
     * Says so in the header; a crash may bring back what it said before, which was true as well.
     */
    void cover(long journalLength) throws IOException {
        covered = journalLength;
        file.seek(0);
        file.write(
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(MAGIC)
                        .putLong(used)
                        .putLong(covered)
                        .array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
