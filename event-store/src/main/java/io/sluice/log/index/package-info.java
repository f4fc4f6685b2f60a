/**
 * What a partition holds, found by offset, sequence and tag: in the heap for tests, on disk in the
 * product. The index on disk is a RocksDB a partition, and nothing outside this package sees one.
 * It is disposable (replay makes it again) and yet a witness: it lives outside the broker's disk,
 * so a log that lost what the index holds has lost acknowledged data. Decided in
 * src/docs/decisions/0006-index-on-disk.md.
 */
@NullMarked
package io.sluice.log.index;

import org.jspecify.annotations.NullMarked;
