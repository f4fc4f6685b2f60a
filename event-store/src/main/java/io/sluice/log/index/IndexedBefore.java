package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.chain.ChainRecord;
import java.util.Optional;

/**
 * The last entry that an index held when it was opened. It was confirmed once, so the log must
 * still contain exactly it.
 *
 * @param record as it stood in the log
 * @param unfit why replay cannot go on from it, where that is so; it remains a witness
 */
public record IndexedBefore(CountedEntry last, ChainRecord record, Optional<String> unfit) {}
