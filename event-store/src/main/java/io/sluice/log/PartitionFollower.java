package io.sluice.log;

/**
 * A fold over a partition's counted entries that survives a restart: it goes on from what it noted,
 * and the entries that the index already holds are not handed to it again. All methods are called
 * on the partition's loop.
 */
public interface PartitionFollower {

    /**
     * Name and version of what it notes, for example {@code payouts/1}. An index that was followed
     * by others than today's is made again from the log.
     */
    String name();

    /**
     * Called once, before any entry: takes up what was known at the index's last entry. With a new
     * index there are neither events nor notes.
     *
     * @param events the confirmed events up to the index's last entry
     */
    void resume(EventView events, IndexNotes notes);

    /** Called with every counted entry after that, own or foreign, in order. */
    void onCounted(CountedEntry entry, IndexNotes notes);
}
