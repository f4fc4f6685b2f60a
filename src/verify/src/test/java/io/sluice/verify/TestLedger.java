package io.sluice.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A ledger of two partitions that a test tells a story to, and then has verified. */
final class TestLedger {

    static final String BTC = "{\"kind\":\"ASSET\",\"asset\":\"BTC\"}";
    static final String TOPIC = "AAAAAAAAAAAAAAAAAAAAAA";

    record Outcome(int exitCode, String output) {}

    final TestEvents events = new TestEvents();
    final TestPartition first = new TestPartition(0, 2);
    final TestPartition second = new TestPartition(1, 2);

    /** An account that lives in partition 0. */
    final String alice = living("alice", 0);

    /** An account that lives in partition 1. */
    final String bob = living("bob", 1);

    private static String living(String name, int partition) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> name + "-" + i)
                .filter(id -> TestHashes.partitionOf(id, 2) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** Alice has 2 BTC; 0.5 of it with a fee are requested under the key w-1, and released. */
    TestLedger released() {
        first.commit(events.opened(alice));
        first.commit(events.deposit(alice, "BTC", "200000000", "d-1"));
        first.commit(events.requested(alice, "w-1", "50000000", "10000"));
        first.commit(events.released(alice, "w-1", "50000000", "10000"));
        return this;
    }

    /** Everything that may happen, in order. */
    TestLedger wholeLife() {
        released();
        first.commit(events.submitted(alice, "w-1"));
        first.commit(events.settled(alice, "w-1", "50000000", "10000"));
        String fence = events.pauseOpened("p-1", BTC);
        first.barrier("pause-opened", "{}", fence);
        second.barrier("pause-opened", "{}", fence);
        first.commit(events.requested(alice, "w-2", "100", "0"), events.held(alice, "w-2"));
        first.commit(events.resumptionDecided("r-1", TestEvents.pause("p-1")));
        String decided = first.position();
        var resumption = TestEvents.resumption("r-1");
        first.commit(events.pauseResumed(resumption, TestEvents.pause("p-1"), decided));
        second.commit(events.pauseResumed(resumption, TestEvents.pause("p-1"), decided));
        first.commit(events.released(alice, "w-2", "100", "0"));
        first.commit(events.unknown(alice, "w-2"));
        first.commit(events.failed(alice, "w-2", "100", "0"));
        first.commit(events.requested(alice, "w-3", "7", "1"));
        first.commit(events.cancelled(alice, "w-3", "7", "1"));
        first.commit();
        second.barrier("writer-took-over", "{\"node\":\"n\"}");
        second.commit(events.opened(bob), events.deposit(bob, "BTC", "5", "d-1"));
        return this;
    }

    TestLedger write(Path data) throws IOException {
        first.writeTo(data);
        second.writeTo(data);
        return this;
    }

    void guard(Path data, TestPartition partition, int number, int offset) throws IOException {
        Path folder = Files.createDirectories(data.resolve("guard"));
        Files.writeString(folder.resolve(number + ".guard"), partition.guard(TOPIC, offset));
    }

    void rail(Path data, List<String> lines) throws IOException {
        Path folder = Files.createDirectories(data.resolve("rail"));
        Files.write(folder.resolve("sandbox.journal"), lines);
    }

    static Outcome verify(Path data) {
        StringBuilder out = new StringBuilder();
        int exitCode = Verifier.run(VerifyOptions.of(data), out);
        return new Outcome(exitCode, out.toString());
    }
}
