package io.sluice.log.kafka;

/**
 * What the ledger's topic must be like.
 *
 * @param partitions fixed for ever: the routing of accounts depends on it
 * @param copies replication factor
 * @param inSyncCopies min.insync.replicas: so many copies have an entry before it counts as
 *     appended
 * @param flushMessages records after which the log is synced to disk; 1 syncs every append
 */
public record LedgerTopicSettings(
        int partitions, int copies, int inSyncCopies, long flushMessages) {

    public LedgerTopicSettings {
        if (partitions < 1 || copies < 1 || inSyncCopies < 1 || flushMessages < 1) {
            throw new IllegalArgumentException("all of these are at least 1");
        }
        if (inSyncCopies > copies) {
            throw new IllegalArgumentException("more copies in sync than there are");
        }
        if (copies == 1 && flushMessages != 1) {
            throw new IllegalArgumentException("a single copy must be synced on every append");
        }
    }

    /** As safe, with another number of partitions. */
    public LedgerTopicSettings withPartitions(int others) {
        return new LedgerTopicSettings(others, copies, inSyncCopies, flushMessages);
    }

    /** One copy, synced on every append. */
    public static LedgerTopicSettings embedded(int partitions) {
        return new LedgerTopicSettings(partitions, 1, 1, 1);
    }

    /**
     * Three copies of which two must have it, synced as well: racks share power more often than
     * not.
     */
    public static LedgerTopicSettings cluster(int partitions) {
        return new LedgerTopicSettings(partitions, 3, 2, 1);
    }
}
