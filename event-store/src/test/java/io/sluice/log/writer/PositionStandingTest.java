package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.Head;
import io.sluice.log.IndexNotes;
import io.sluice.log.LogPosition;
import io.sluice.log.PositionStanding;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionStandingTest {

    private static CountedEntry entry(long offset) {
        Head head = Head.of(new byte[32]);
        return new CountedEntry(
                new LogPosition(0, offset, head.prefix()),
                head,
                Instant.EPOCH,
                Optional.empty(),
                0,
                List.of());
    }

    @Test
    void whatIsCountedWhileItIsLookedForIsNeverSaidToBeMissing() {
        CountedEntry next = entry(1);
        GrowsWhileAsked index = new GrowsWhileAsked(next);
        index.add(entry(0));

        assertThat(standing(next.position(), index)).isEqualTo(PositionStanding.NOT_YET_READ);
        assertThat(standing(next.position(), index)).isEqualTo(PositionStanding.IN_CHAIN);
    }

    private static PositionStanding standing(LogPosition position, PartitionIndex index) {
        return LedgerNode.standing(
                position, index, () -> index.last().orElseThrow().position().offset() + 1);
    }

    /** Counts one more entry right after it was asked for it the first time. */
    private static final class GrowsWhileAsked implements PartitionIndex {

        private final PartitionIndex entries = new HeapPartitionIndex();
        private final CountedEntry next;

        GrowsWhileAsked(CountedEntry next) {
            this.next = next;
        }

        @Override
        public Optional<CountedEntry> entryAt(long offset) {
            Optional<CountedEntry> found = entries.entryAt(offset);
            if (found.isEmpty()) {
                entries.add(next);
            }
            return found;
        }

        @Override
        public void add(CountedEntry entry) {
            entries.add(entry);
        }

        @Override
        public Optional<CountedEntry> last() {
            return entries.last();
        }

        @Override
        public List<CountedEntry> entriesFrom(long fromOffset, int limit) {
            return entries.entriesFrom(fromOffset, limit);
        }

        @Override
        public IndexNotes notes() {
            return entries.notes();
        }

        @Override
        public long nextSequence() {
            return entries.nextSequence();
        }

        @Override
        public long[] sequencesOf(EventTag tag, long fromSequence) {
            return entries.sequencesOf(tag, fromSequence);
        }

        @Override
        public StoredEvent event(long sequence) {
            return entries.event(sequence);
        }

        @Override
        public Optional<CountedEntry> entryOf(long sequence) {
            return entries.entryOf(sequence);
        }
    }
}
