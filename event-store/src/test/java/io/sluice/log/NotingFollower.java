package io.sluice.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes how often each account was moved, forgets it now and then, and remembers what it was told.
 */
public final class NotingFollower implements PartitionFollower {

    private static final int FORGOTTEN_AT = 7;

    private final String name;
    private final List<Long> offsets = new ArrayList<>();
    private volatile long resumedAtSequence = -1;

    public NotingFollower(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void resume(EventView events, IndexNotes notes) {
        resumedAtSequence = events.nextSequence();
    }

    @Override
    public void onCounted(CountedEntry entry, IndexNotes notes) {
        synchronized (offsets) {
            offsets.add(entry.position().offset());
        }
        notes.put("last", number(entry.position().offset()));
        for (StoredEvent event : entry.events()) {
            String account = "moved/" + event.tags().getFirst().value();
            int moved = notes.get(account).map(ByteBuffer::wrap).map(ByteBuffer::getInt).orElse(0);
            if (moved + 1 == FORGOTTEN_AT) {
                notes.remove(account);
            } else {
                notes.put(account, ByteBuffer.allocate(Integer.BYTES).putInt(moved + 1).array());
            }
        }
    }

    /** How many events there were when it took up; -1 before. */
    public long resumedAtSequence() {
        return resumedAtSequence;
    }

    /** The offsets of the entries that it was handed. */
    public List<Long> offsets() {
        synchronized (offsets) {
            return List.copyOf(offsets);
        }
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
