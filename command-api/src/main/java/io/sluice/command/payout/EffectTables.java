package io.sluice.command.payout;

import io.sluice.command.payout.SandboxJournal.Effect;
import io.sluice.ledger.id.WithdrawalId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the journal says, found by withdrawal without reading it: however many there are, a start
 * reads the journal's last lines only, and nothing stays in memory. Files beside the journal, each
 * with twice the room of the one before; they only repeat it, and are made again from it where they
 * are missing or do not fit.
 */
final class EffectTables implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EffectTables.class);
    private static final long FIRST_PAGES = 64;
    private static final int MOST_TABLES = 40;
    private static final int COVER_EVERY = 1_000;

    private final Path journal;
    private final List<EffectTable> tables = new ArrayList<>();
    private long sinceCovered;

    private EffectTables(Path journal) {
        this.journal = journal;
    }

    /** Opens the journal's tables, empty ones where there are none that fit it. */
    static EffectTables open(Path journal) throws IOException {
        EffectTables found = new EffectTables(journal);
        try {
            while (Files.exists(found.file())) {
                found.tables.add(EffectTable.open(found.file(), found.pages()));
            }
            if (found.fits()) {
                return found;
            }
        } catch (IOException unreadable) {
            LOG.warn("the sandbox's tables cannot be read", unreadable);
        }
        LOG.info("making the sandbox's tables from {}", journal);
        found.close();
        return found.fresh();
    }

    private EffectTables fresh() throws IOException {
        EffectTables made = new EffectTables(journal);
        for (int table = MOST_TABLES; table >= 0; table--) {
            Files.deleteIfExists(file(table));
        }
        made.grow();
        return made;
    }

    private boolean fits() throws IOException {
        return !tables.isEmpty() && SandboxJournal.hasLineEndingAt(journal, covered());
    }

    private Path file() {
        return file(tables.size());
    }

    private Path file(int table) {
        return journal.resolveSibling(journal.getFileName() + ".table-" + table);
    }

    private long pages() {
        return FIRST_PAGES << tables.size();
    }

    private void grow() throws IOException {
        if (tables.size() == MOST_TABLES) {
            throw new IOException("too many effects");
        }
        tables.add(EffectTable.create(file(), pages()));
    }

    /** The length of the journal up to which everything is in here, whatever crashes. */
    synchronized long covered() {
        return tables.getFirst().covered();
    }

    /** What was done for the withdrawal last. */
    synchronized Optional<Effect> find(WithdrawalId id) {
        try {
            for (EffectTable table : tables.reversed()) {
                Optional<Effect> effect = table.find(id);
                if (effect.isPresent()) {
                    return effect;
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Also where it is there already. */
    synchronized void put(WithdrawalId id, Effect effect) throws IOException {
        sinceCovered++;
        for (EffectTable table : tables) {
            if (table.find(id).isPresent()) {
                table.put(id, effect);
                return;
            }
        }
        if (tables.getLast().isFull() || !tables.getLast().put(id, effect)) {
            grow();
            tables.getLast().put(id, effect);
        }
    }

    /** From time to time, once everything is in here up to that length of the journal. */
    synchronized void coverSometimes(long journalLength) throws IOException {
        if (sinceCovered >= COVER_EVERY) {
            cover(journalLength);
        }
    }

    synchronized void cover(long journalLength) throws IOException {
        for (EffectTable table : tables) {
            table.force();
        }
        for (EffectTable table : tables) {
            table.cover(journalLength);
        }
        sinceCovered = 0;
    }

    @Override
    public synchronized void close() throws IOException {
        for (EffectTable table : tables) {
            table.close();
        }
    }
}
