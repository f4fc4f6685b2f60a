package io.sluice.log.writer;

import java.util.concurrent.atomic.LongAdder;

/** What a writer went through, for metrics and alarms. Any thread may read. */
final class WriterCounters {
    final LongAdder confirmed = new LongAdder();
    final LongAdder gaps = new LongAdder();
    final LongAdder resent = new LongAdder();
    final LongAdder backOffs = new LongAdder();
    final LongAdder appendFailures = new LongAdder();
    final LongAdder counted = new LongAdder();
    final LongAdder voids = new LongAdder();
}
