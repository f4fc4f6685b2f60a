package io.sluice.log.index;

import io.sluice.log.InMemoryGuard;
import io.sluice.log.InMemoryLogs;
import io.sluice.log.NotingFollower;
import io.sluice.log.RawRecord;
import io.sluice.log.SeededLog;
import io.sluice.log.TextPayloads;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process for {@link IndexKillIT} that reads a seeded log into an index: {@code FoldsUntilKilled
 * <folder> <seed> <records>}. It says when it begins and how far it is, until it is killed.
 */
final class FoldsUntilKilled {

    private static final long SAYS_AGAIN_NANOS = 1_000_000;

    private FoldsUntilKilled() {}

    public static void main(String[] args) {
        LedgerNode node =
                reading(
                        DiskIndexFixture.small(Path.of(args[0])),
                        SeededLog.of(Long.parseLong(args[1]), Integer.parseInt(args[2])));
        System.out.println(0);
        node.start();
        while (true) {
            System.out.println(node.catchUp(0).nextOffset());
            LockSupport.parkNanos(SAYS_AGAIN_NANOS);
        }
    }

    /** A node that only reads, with a follower that notes. */
    static LedgerNode reading(DiskIndexSettings settings, List<RawRecord> records) {
        LedgerNode node =
                new LedgerNode(
                        LedgerNodeSettings.ofReader(),
                        InMemoryLogs.holding(records),
                        DiskIndexes.resuming(settings),
                        new InMemoryGuard(),
                        new TextPayloads(),
                        Clock.systemUTC());
        node.writer(0).follow(new NotingFollower("noting/1"));
        return node;
    }
}
