package io.sluice.bench.big;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sandbox rail's own memory of what it paid, {@code rail/sandbox.journal}, as the product's
 * sandbox would have written it; or nowhere. Partitions write side by side, so that the order of
 * its lines differs from run to run, as it does in the product.
 */
final class RailJournal implements AutoCloseable {

    private final BufferedWriter out;

    private RailJournal(BufferedWriter out) {
        this.out = out;
    }

    static RailJournal in(Path data) {
        Path file = data.resolve("rail").resolve("sandbox.journal");
        try {
            Files.createDirectories(file.getParent());
            return new RailJournal(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps nothing: that of a ledger whose rail is another. */
    static RailJournal none() {
        return new RailJournal(new BufferedWriter(java.io.Writer.nullWriter()));
    }

    void paid(Withdrawal withdrawal) {
        String line =
                String.join(
                                "\t",
                                "paid",
                                withdrawal.id().toString(),
                                Integer.toString(LifeEntries.FIRST_ATTEMPT),
                                withdrawal.coin().asset().code(),
                                withdrawal.amount().units().toString())
                        + "\n";
        try {
            synchronized (out) {
                out.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
