package io.sluice.architecture.violating;

import org.rocksdb.RocksDB;

record KeepsAnIndex(RocksDB database) {}
