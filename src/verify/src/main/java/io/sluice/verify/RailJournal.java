package io.sluice.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the sandbox rail wrote down itself, {@code rail/sandbox.journal}: lines of outcome,
 * withdrawal, attempt, asset and amount between tabs. It is the only witness of money that really
 * left, so it is read apart from the ledger and then held against it.
 */
final class RailJournal {

    private record Payment(String asset, String amount) {}

    private final Map<UUID, Payment> paid = new HashMap<>();
    private final Set<UUID> refused = new HashSet<>();
    private final Report report;

    private RailJournal(Report report) {
        this.report = report;
    }

    static RailJournal read(Path data, Report report) {
        RailJournal journal = new RailJournal(report);
        Path file = data.resolve("rail").resolve("sandbox.journal");
        if (Files.exists(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                journal.read(lines, endsWithLineBreak(file));
            } catch (IOException unreadable) {
                throw new CannotCheckException("cannot read " + file, unreadable);
            }
        }
        return journal;
    }

    private static boolean endsWithLineBreak(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            if (channel.size() == 0) {
                return true;
            }
            channel.position(channel.size() - 1);
            var last = java.nio.ByteBuffer.allocate(1);
            return channel.read(last) == 1 && last.get(0) == '\n';
        }
    }

    private void read(BufferedReader lines, boolean complete) throws IOException {
        String line = lines.readLine();
        while (line != null) {
            String next = lines.readLine();
            if (next != null || complete) {
                line(List.of(line.split("\t", -1)));
            }
            line = next;
        }
    }

    private void line(List<String> fields) {
        Optional<UUID> id = fields.size() == 5 ? id(fields.get(1)) : Optional.empty();
        if (id.isEmpty()) {
            report.finding(Place.LEDGER, "a line of the rail's journal is not one: " + fields);
            return;
        }
        if (fields.get(0).equals("refused")) {
            refused.add(id.get());
        } else if (fields.get(0).equals("paid")) {
            report.count(Figure.RAIL_PAID);
            if (paid.put(id.get(), new Payment(fields.get(3), fields.get(4))) != null) {
                report.finding(Place.LEDGER, "the rail paid withdrawal " + id.get() + " twice");
            }
        }
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(Texts.id(text));
        } catch (UnreadableException notOne) {
            return Optional.empty();
        }
    }

    /** After the fold: everything paid was released for it, and nothing paid came back. */
    void compare(Ledger ledger) {
        paid.forEach(
                (id, payment) ->
                        ledger.withdrawal(id)
                                .ifPresentOrElse(
                                        withdrawal -> compare(id, payment, withdrawal, ledger),
                                        () ->
                                                paidBut(
                                                        Place.LEDGER,
                                                        id,
                                                        "the log does not know it")));
    }

    private void compare(UUID id, Payment payment, Withdrawal withdrawal, Ledger ledger) {
        Place place =
                Place.of(Hashes.partitionOf(withdrawal.account(), ledger.partitions()))
                        .account(withdrawal.account());
        if (!withdrawal.released()) {
            paidBut(place, id, "it was never released");
        }
        if (withdrawal.status() == Withdrawal.Status.FAILED) {
            paidBut(place, id, "the ledger gave the money back: FAILED");
        }
        if (refused.contains(id)) {
            paidBut(place, id, "the rail refused it as well");
        }
        if (!payment.asset().equals(withdrawal.asset())
                || !payment.amount().equals(withdrawal.amount().toString())) {
            paidBut(place, id, payment + " is not what was requested");
        }
    }

    private void paidBut(Place place, UUID id, String wrong) {
        report.finding(place, "the rail paid withdrawal " + id + ", but " + wrong);
    }
}
