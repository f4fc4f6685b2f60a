package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;

/** What the fold made of one record. */
sealed interface Folded {

    /** It changes nothing, for any reader. */
    record Skipped(long offset) implements Folded {}

    /** It counts. */
    record Counted(CountedEntry entry, EntryKind kind, EntryValue value) implements Folded {}
}
