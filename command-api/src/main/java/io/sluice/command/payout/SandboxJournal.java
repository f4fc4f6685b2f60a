package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sandbox did, one line an instruction: {@code paid|refused|unknown}, withdrawal id,
 * attempt, asset, amount in smallest units, separated by tabs. The sandbox's own memory across
 * restarts, and evidence for whoever checks that nothing was paid twice. Lines are synced in
 * batches.
 */
final class SandboxJournal implements AutoCloseable {

    enum Effect {
        PAID,
        REFUSED,
        UNKNOWN
    }

    private static final Logger LOG = LoggerFactory.getLogger(SandboxJournal.class);
    private static final int MOST_WAITING = 100_000;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long CLOSE_WITHIN_MILLIS = 2_000;
    private static final byte NEW_LINE = 10;

    private record Line(
            WithdrawalId id, Effect effect, String text, CompletableFuture<Void> kept) {}

    private final FileChannel file;
    private final Map<WithdrawalId, Effect> effects = new ConcurrentHashMap<>();
    private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private long goodLength;
    private boolean broken;
    private volatile boolean closing;

    /** Opens the journal, dropping a last line that a crash cut short. */
    SandboxJournal(Path path) {
        this(path, UnaryOperator.identity());
    }

    /**
     * @param disk what stands between the journal and its file
     */
    SandboxJournal(Path path, UnaryOperator<FileChannel> disk) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            byte[] before = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
            int whole = wholeLines(before);
            new String(before, 0, whole, StandardCharsets.UTF_8).lines().forEach(this::remember);
            this.file =
                    disk.apply(
                            FileChannel.open(
                                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            file.truncate(whole);
            file.position(whole);
            this.goodLength = whole;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        this.writer = Thread.ofPlatform().name("sandbox-journal").daemon(true).start(this::run);
    }

    private static int wholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != NEW_LINE) {
            end--;
        }
        return end;
    }

    private void remember(String line) {
        List<String> parts = List.of(line.split("\t", -1));
        effects.put(
                new WithdrawalId(UUID.fromString(parts.get(1))),
                Effect.valueOf(parts.get(0).toUpperCase(Locale.ROOT)));
    }

    Optional<Effect> effect(WithdrawalId id) {
        return Optional.ofNullable(effects.get(id));
    }

    /** Completes once the line survives a crash; fails when it cannot be kept, or when closing. */
    CompletableFuture<Void> write(Effect effect, Instruction instruction) {
        String text =
                String.join(
                                "\t",
                                effect.name().toLowerCase(Locale.ROOT),
                                instruction.withdrawalId().toString(),
                                Integer.toString(instruction.attempt()),
                                instruction.asset().code(),
                                instruction.amount().units().toString())
                        + "\n";
        Line line = new Line(instruction.withdrawalId(), effect, text, new CompletableFuture<>());
        if (!waiting.offer(line)) {
            line.kept().completeExceptionally(new IllegalStateException("journal is full"));
        }
        return line.kept();
    }

    private void run() {
        try {
            while (!closing) {
                @Nullable Line first = waiting.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Line> batch = new ArrayList<>();
                    batch.add(first);
                    waiting.drainTo(batch);
                    keep(batch);
                }
            }
        } catch (InterruptedException stuck) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(List<Line> batch) {
        try {
            if (broken) {
                throw new IOException("the journal could not be repaired after a failed write");
            }
            append(batch);
            batch.forEach(line -> effects.put(line.id(), line.effect()));
            batch.forEach(line -> line.kept().complete(null));
        } catch (IOException failure) {
            cutBack();
            batch.forEach(line -> line.kept().completeExceptionally(failure));
        }
    }

    private void append(List<Line> batch) throws IOException {
        StringBuilder text = new StringBuilder();
        batch.forEach(line -> text.append(line.text()));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
        goodLength += length;
    }

    /**
     * What was told to have failed must not be found after a restart, nor stand before the next
     * line; where that cannot be made sure, nothing is written any more.
     */
    private void cutBack() {
        if (broken) {
            return;
        }
        try {
            file.truncate(goodLength);
            file.position(goodLength);
            file.force(false);
        } catch (IOException failure) {
            broken = true;
            LOG.error("alarm sandbox-journal-broken: nothing is paid any more", failure);
        }
    }

    /** Lets the batch that is being written end: an interrupt would close the file under it. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_WITHIN_MILLIS);
            file.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
