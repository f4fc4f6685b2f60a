package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sandbox did, one line an instruction: {@code paid|refused|unknown}, withdrawal id,
 * attempt, asset, amount in smallest units, separated by tabs. The sandbox's own memory across
 * restarts, and evidence for whoever checks that nothing was paid twice: it keeps every line, but
 * reads only the last ones at a start, because {@link EffectTables} finds the others. Lines are
 * synced in batches.
 */
final class SandboxJournal implements AutoCloseable {

    enum Effect {
        PAID,
        REFUSED,
        UNKNOWN;

        /** Never 0. */
        byte code() {
            return switch (this) {
                case PAID -> 1;
                case REFUSED -> 2;
                case UNKNOWN -> 3;
            };
        }

        static Optional<Effect> ofCode(int code) {
            return Arrays.stream(values()).filter(effect -> effect.code() == code).findFirst();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SandboxJournal.class);
    private static final int MOST_WAITING = 100_000;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long CLOSE_WITHIN_MILLIS = 2_000;
    private static final byte NEW_LINE = 10;

    private record Line(
            WithdrawalId id, Effect effect, String text, CompletableFuture<Void> kept) {}

    private final FileChannel file;
    private final EffectTables effects;
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
            this.file =
                    disk.apply(
                            FileChannel.open(
                                    path,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE));
            this.effects = EffectTables.open(path);
            this.goodLength = remember(path, effects.covered());
            file.truncate(goodLength);
            file.position(goodLength);
            effects.cover(goodLength);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        this.writer = Thread.ofPlatform().name("sandbox-journal").daemon(true).start(this::run);
    }

    /** Whether the journal is that long, and a line ends there. */
    static boolean hasLineEndingAt(Path path, long length) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            if (length == 0 || length > in.length()) {
                return length == 0;
            }
            in.seek(length - 1);
            return in.read() == NEW_LINE;
        }
    }

    /** Reads the whole lines from there on; the offset at which they end. */
    private long remember(Path path, long from) throws IOException {
        long end = from;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            in.skipNBytes(from);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                line.write(next);
                if (next == NEW_LINE) {
                    remember(line.toString(StandardCharsets.UTF_8).stripTrailing());
                    end += line.size();
                    line.reset();
                    effects.coverSometimes(end);
                }
            }
        }
        return end;
    }

    private void remember(String line) throws IOException {
        List<String> parts = List.of(line.split("\t", -1));
        effects.put(
                new WithdrawalId(UUID.fromString(parts.get(1))),
                Effect.valueOf(parts.get(0).toUpperCase(Locale.ROOT)));
    }

    Optional<Effect> effect(WithdrawalId id) {
        return effects.find(id);
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
        } catch (IOException failure) {
            cutBack();
            batch.forEach(line -> line.kept().completeExceptionally(failure));
            return;
        }
        putInTables(batch);
        batch.forEach(line -> line.kept().complete(null));
    }

    /**
     * What is kept but cannot be found could be paid again, so then nothing is paid any more; the
     * next start finds it.
     */
    private void putInTables(List<Line> batch) {
        try {
            for (Line line : batch) {
                effects.put(line.id(), line.effect());
            }
            effects.coverSometimes(goodLength);
        } catch (IOException failure) {
            broken = true;
            LOG.error("alarm sandbox-journal-broken: nothing is paid any more", failure);
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
            if (!writer.isAlive() && !broken) {
                effects.cover(goodLength);
            }
            file.close();
            effects.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
