package io.sluice.log.writer;

import io.sluice.log.AppendConflictException;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.TextPayloads;
import io.sluice.log.kafka.BrokerFixture;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that owns a partition and answers strong reads: for every line that it is told it
 * prints how many events it had seen, once that answer may leave. {@code SlowReader <bootstrap
 * servers> <topic>}
 */
final class SlowReader {

    private SlowReader() {}

    public static void main(String[] args) throws Exception {
        try (LedgerNode node =
                new LedgerNode(
                        LedgerNodeSettings.ofOwner(),
                        BrokerFixture.open(args[0], args[1], 1),
                        new InMemoryGuard(),
                        new TextPayloads(),
                        Clock.systemUTC())) {
            node.start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println("seen " + read(node).get(60, TimeUnit.SECONDS));
                System.out.flush();
            }
        }
    }

    private static CompletableFuture<Long> read(LedgerNode node) {
        return node.writer(0)
                .submit(
                        () -> {
                            long seen = node.events(0).nextSequence();
                            return node.writer(0).settle().thenApply(confirmed -> seen);
                        })
                .exceptionallyCompose(
                        failure ->
                                failure instanceof AppendConflictException
                                                || failure.getCause()
                                                        instanceof AppendConflictException
                                        ? read(node)
                                        : CompletableFuture.failedFuture(failure));
    }
}
