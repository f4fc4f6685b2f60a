package io.sluice.bench.big;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sluice bench generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a large ledger into an empty data folder, straight into the log: every withdrawal"
                    + " through its whole life, in the entries that the product would write.",
            "The same options give the same entries. No guard files are written."
        })
public final class GenerateCommand implements Callable<Integer> {

    private static final long PROJECTED = 10_000_000;
    private static final double GIGA = 1e9;
    private static final double NANOS = 1e9;

    /** What to have free for each before beginning; a run then says what it really was. */
    private static final long ROUGH_BYTES_PER_WITHDRAWAL = 3_000;

    private static final long ROUGH_BYTES_PER_HOT_EVENT = 800;
    private static final long SPARE_BYTES = 5_000_000_000L;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            required = true,
            description = "The data folder, without a ledger in it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path data;

    @Option(
            names = "--withdrawals",
            paramLabel = "<n>",
            required = true,
            description = "Spread over the accounts; the hot account's come on top.")
    private long withdrawals;

    @Option(
            names = "--hot-account-events",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Events of one more account, account-hot (default: no such account).")
    private long hotEvents;

    @Option(
            names = "--accounts",
            paramLabel = "<n>",
            defaultValue = "10000",
            description = "Opened and funded (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--partitions",
            paramLabel = "<n>",
            defaultValue = "4",
            description = "Of the ledger (default: ${DEFAULT-VALUE}, the product's).")
    private int partitions;

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Another seed gives another ledger (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rail-journal",
            description = "Writes the sandbox rail's journal too, some 70 bytes a withdrawal.")
    private boolean railJournal;

    @Override
    public Integer call() {
        Path folder = data.toAbsolutePath().normalize();
        requireNoLedger(folder);
        requireRoom(folder);
        PrintWriter out = spec.commandLine().getOut();
        Generator.Written written =
                Generator.run(plan(), folder, line -> print(out, List.of(line)));
        print(out, lines(written, Folders.logBytes(folder)));
        return 0;
    }

    private Plan plan() {
        try {
            return new Plan(seed, withdrawals, accounts, hotEvents, partitions, railJournal);
        } catch (IllegalArgumentException impossible) {
            throw wrong(String.valueOf(impossible.getMessage()));
        }
    }

    private void requireNoLedger(Path folder) {
        if (Files.exists(folder.resolve("kafka"))) {
            throw wrong(folder + " holds a ledger already; name another folder");
        }
    }

    private void requireRoom(Path folder) {
        long needed =
                withdrawals * ROUGH_BYTES_PER_WITHDRAWAL
                        + hotEvents * ROUGH_BYTES_PER_HOT_EVENT
                        + SPARE_BYTES;
        long free = Folders.freeBytes(folder);
        if (free < needed) {
            throw wrong(
                    "about %d GB are needed and %d GB are free"
                            .formatted(needed / 1_000_000_000, free / 1_000_000_000));
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    static List<String> lines(Generator.Written written, long logBytes) {
        Generated made = written.generated();
        double perWithdrawal =
                made.withdrawals() == 0
                        ? 0
                        : (double) logBytes
                                * written.withdrawalBytes()
                                / written.bytes()
                                / made.withdrawals();
        return List.of(
                "generated %d withdrawals, %d entries, %d events, %d accounts; the hot account has %d events"
                        .formatted(
                                made.withdrawals(),
                                made.entries(),
                                made.events(),
                                made.accounts(),
                                made.hotEvents()),
                "generate-seconds " + Texts.decimals(1, written.nanos() / NANOS),
                "generate-withdrawals-per-second " + Texts.decimals(0, written.perSecond()),
                "log-gb " + Texts.decimals(3, logBytes / GIGA),
                "bytes-per-withdrawal " + Texts.decimals(0, perWithdrawal),
                "projection for %d withdrawals: %s GB of log, %s s"
                        .formatted(
                                PROJECTED,
                                Texts.decimals(1, PROJECTED * perWithdrawal / GIGA),
                                Texts.decimals(0, PROJECTED / Math.max(1, written.perSecond()))));
    }

    private static void print(PrintWriter out, List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }
}
