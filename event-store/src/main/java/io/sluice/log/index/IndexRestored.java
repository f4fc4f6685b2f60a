package io.sluice.log.index;

import io.sluice.log.CountedEntry;
import io.sluice.log.chain.ChainRecord;

/** What was on disk: how far it goes, and the last entry of it. */
record IndexRestored(Checkpoint checkpoint, CountedEntry last, ChainRecord record) {}
