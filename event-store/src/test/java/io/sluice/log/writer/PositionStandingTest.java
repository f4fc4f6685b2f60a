package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.PositionStanding;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.index.HeapPartitionIndex;
import io.sluice.log.index.PartitionIndex;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionStandingTest {

    private static final ChainRecord RECORD =
            new ChainRecord(EntryKind.COMMIT, Head.of(new byte[32]), new byte[0], new byte[0]);

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
        index.add(entry(0), RECORD);

        assertThat(standing(next.position(), index)).isEqualTo(PositionStanding.NOT_YET_READ);
        assertThat(standing(next.position(), index)).isEqualTo(PositionStanding.IN_CHAIN);
    }

    private static PositionStanding standing(LogPosition position, PartitionIndex index) {
        return LedgerNode.standing(
                position, index, () -> index.last().orElseThrow().position().offset() + 1);
    }

    /** Counts one more entry right after it was asked for it the first time. */
    private static final class GrowsWhileAsked extends HeapPartitionIndex {

        private final CountedEntry next;

        GrowsWhileAsked(CountedEntry next) {
            this.next = next;
        }

        @Override
        public Optional<CountedEntry> entryAt(long offset) {
            Optional<CountedEntry> found = super.entryAt(offset);
            if (found.isEmpty()) {
                add(next, RECORD);
            }
            return found;
        }
    }
}
