package io.sluice.bench.big;

import io.sluice.bench.LedgerThroughput;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Starts the product on a generated ledger again and again, and looks at it each time. */
final class Restart {

    private static final double GIGA = 1e9;
    private static final double MILLIS = 1e3;
    private static final int WARM_READS = 21;
    private static final int DEPOSITS_BEFORE_KILL = 1_000;
    private static final int MOST_PRODUCT_LINES = 20;

    /** Where the product keeps its index; without the folder it makes it again from the log. */
    private static final String INDEX = "index";

    private final Path root;
    private final Path data;
    private final Duration startWithin;
    private final Generated generated;
    private final RestartFigures figures;

    /**
     * @param root of the project, where the launcher is
     * @param data of a generated ledger
     * @param startWithin the longest that a start may take, the index made again included
     */
    Restart(Path root, Path data, Duration startWithin, RestartFigures figures) {
        this.root = root;
        this.data = data;
        this.startWithin = startWithin;
        this.generated = Generated.read(data);
        this.figures = figures;
    }

    /**
     * @param keepIndex whether the first start finds the index that is there, for example from
     *     {@code ./sluice index rebuild}
     */
    void starts(boolean keepIndex) {
        Product.prepare(root);
        figures.note(
                "the product runs with roles command and projection and a PostgreSQL that does not"
                        + " answer: nothing is projected, strong reads come from the owner");
        figures.add("withdrawals", generated.withdrawals());
        figures.add("entries", generated.entries());
        figures.add("hot-account-events", generated.hotEvents());
        figures.add("log-gb", 3, Folders.logBytes(data) / GIGA);
        if (keepIndex) {
            withIndex();
        } else {
            Folders.delete(data.resolve(INDEX));
            withoutIndex();
        }
        afterCleanStop();
        afterKill();
    }

    private void withIndex() {
        try (Product product = started("with-index")) {
            product.stop();
        }
    }

    private void withoutIndex() {
        long before = ProductLog.length(data);
        try (Product product = started("without-index")) {
            ProductLog log = ProductLog.after(data, before);
            log.lines().stream()
                    .filter(line -> line.contains("index") || line.contains("records/s"))
                    .limit(MOST_PRODUCT_LINES)
                    .forEach(line -> figures.note("product: " + line.strip()));
            rebuildRate(log, product.toReady());
            product.stop();
        }
    }

    private void rebuildRate(ProductLog log, Duration toReady) {
        OptionalDouble said = log.recordsPerSecond();
        if (said.isEmpty()) {
            figures.note("the rebuild rate is entries over the whole time to ready, so too low");
        }
        figures.add(
                "index-rebuild-entries-per-second",
                0,
                said.orElse(generated.entries() * MILLIS / toReady.toMillis()));
    }

    private void afterCleanStop() {
        try (Product product = started("after-clean-stop");
                ProductClient client = new ProductClient(product.url())) {
            client.depositUntil(accounts(), DEPOSITS_BEFORE_KILL);
            product.kill();
        }
    }

    private void afterKill() {
        try (Product product = started("after-kill")) {
            product.stop();
        }
    }

    private Product started(String how) {
        Product product = Product.start(root, data, startWithin);
        try {
            figures.add("restart-to-ready-seconds", how, 2, product.toReady().toMillis() / MILLIS);
            figures.add("rss-mb", how, 0, product.rssMega());
            figures.add("heap-used-mb", how, 0, product.heapMega());
            figures.add("index-gb", how, 3, Folders.bytes(data.resolve(INDEX)) / GIGA);
            reads(how, product.url());
            figures.add("rss-after-reads-mb", how, 0, product.rssMega());
            figures.add("rss-peak-mb", how, 0, product.peakRssMega());
            figures.add("heap-live-mb", how, 0, product.liveHeapMega());
            return product;
        } catch (RuntimeException e) {
            product.close();
            throw e;
        }
    }

    /** An ordinary account first, so that the cold read of the hot one is not that of the JVM. */
    private void reads(String how, String url) {
        try (ProductClient client = new ProductClient(url)) {
            figures.add("first-read-ms", how, 1, found(client, Plan.account(0)).millis());
            if (generated.hotEvents() > 0) {
                ProductClient.Read cold = client.account(Plan.HOT);
                if (!cold.isFound()) {
                    figures.note(
                            "cold-load-ms %s: answered %d after %s ms"
                                    .formatted(
                                            how, cold.status(), Texts.decimals(1, cold.millis())));
                    return;
                }
                requireNotedBalances(cold);
                figures.add("cold-load-ms", how, 1, cold.millis());
                figures.add("warm-load-ms", how, 1, warm(client));
            }
        }
    }

    private static double warm(ProductClient client) {
        return IntStream.range(0, WARM_READS)
                .mapToObj(_ -> found(client, Plan.HOT).millis())
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(WARM_READS / 2);
    }

    private static ProductClient.Read found(ProductClient client, AccountId account) {
        ProductClient.Read read = client.account(account);
        if (!read.isFound()) {
            throw new IllegalStateException(
                    account + " was answered with " + read.status() + ": " + read.body());
        }
        return read;
    }

    private void requireNotedBalances(ProductClient.Read read) {
        for (Coin coin : Coin.values()) {
            String noted = Catalogue.standard().render(coin.asset(), generated.hotAvailable(coin));
            String answered = read.available().get(coin.asset().code());
            if (!noted.equals(answered)) {
                throw new IllegalStateException(
                        "the hot account has %s %s, and the product says %s"
                                .formatted(noted, coin.asset().code(), answered));
            }
        }
    }

    /** Last, because the ledger grows. */
    void throughput(LedgerThroughput.Settings settings) {
        Path empty = data.resolveSibling(data.getFileName() + "-empty");
        Folders.delete(empty);
        try {
            LedgerThroughput.Compared compared =
                    LedgerThroughput.run(data, empty, accounts(), settings, figures::say);
            figures.add("withdrawals-per-second", generated.size(), 0, compared.large());
            figures.add("withdrawals-per-second", "empty", 0, compared.empty());
            figures.ratio("throughput-" + generated.size() + "-vs-empty", compared.ratio());
        } finally {
            Folders.delete(empty);
        }
    }

    private List<AccountId> accounts() {
        return IntStream.range(0, generated.accounts()).mapToObj(Plan::account).toList();
    }
}
