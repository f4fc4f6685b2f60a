package io.sluice.log.index;

import java.util.Arrays;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/** What one database and its families are opened with; to be closed after it. */
final class IndexOptions implements AutoCloseable {

    private final DBOptions database;
    private final List<ColumnFamilyOptions> ofFamilies;
    private final List<ColumnFamilyDescriptor> families;

    /**
     * @param isNew whether it is to be made; otherwise it must be there, and all of its families
     */
    IndexOptions(IndexMemory memory, boolean isNew) {
        database =
                memory.newOptions()
                        .setCreateIfMissing(isNew)
                        .setCreateMissingColumnFamilies(isNew)
                        .setErrorIfExists(isNew);
        ofFamilies = Arrays.stream(IndexFamily.values()).map(memory::newOptions).toList();
        families =
                Arrays.stream(IndexFamily.values())
                        .map(
                                family ->
                                        new ColumnFamilyDescriptor(
                                                family.databaseName(),
                                                ofFamilies.get(family.number())))
                        .toList();
    }

    DBOptions database() {
        return database;
    }

    /** By their numbers. */
    List<ColumnFamilyDescriptor> families() {
        return families;
    }

    @Override
    public void close() {
        ofFamilies.forEach(ColumnFamilyOptions::close);
        database.close();
    }
}
