package io.sluice.log.index;

import java.nio.charset.StandardCharsets;
import org.rocksdb.RocksDB;

/**
 * What an index keeps apart: RocksDB's column families. Each has an order of its own, so that what
 * only ever grows at its end is never sorted again together with what comes in at random. A batch
 * goes into all of them or none, and so does what a flush puts on the disk.
 */
enum IndexFamily {
    /** The checkpoint and the notes: overwritten, and deleted again. */
    STATE(0, new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8)),

    /** Offset of a counted entry; {@link EntryRow}. In the order of the log. */
    ENTRIES(1, "entries"),

    /**
     * First sequence of an entry that has events; its offset. Entries without events have none, as
     * they share that number with the next entry. In the order of the log.
     */
    SEQUENCES(2, "sequences"),

    /**
     * Hash of a tag, then the sequence of an event that has it; nothing. The hash alone says that
     * there is at least one: whether a tag was ever seen is asked for every new command, and a
     * look-up of one key costs a small part of a search. In no order.
     */
    TAGS(3, "tags");

    private final int number;
    private final String databaseName;

    IndexFamily(int number, String databaseName) {
        this.number = number;
        this.databaseName = databaseName;
    }

    byte[] databaseName() {
        return databaseName.getBytes(StandardCharsets.UTF_8);
    }

    /** RocksDB's number for it: they are made in this order. */
    int number() {
        return number;
    }
}
