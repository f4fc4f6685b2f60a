package io.sluice.log;

/** Opens the record logs of a ledger's partitions. */
public interface LogAccess extends AutoCloseable {

    /** How many partitions the topic has; fixed for ever. */
    int partitions();

    RecordLog partition(int partition);

    @Override
    void close();
}
