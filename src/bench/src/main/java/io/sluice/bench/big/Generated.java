package io.sluice.bench.big;

import io.sluice.ledger.money.Amount;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * What a generated ledger holds; kept beside it, so that measurements know what to expect.
 *
 * @param withdrawals settled, those of the hot account included
 * @param entries in all partitions, barriers included
 * @param hotEvents of the hot account; 0 where there is none
 * @param hotAvailable what the hot account holds in the end, in smallest units
 */
record Generated(
        long seed,
        long withdrawals,
        int accounts,
        int partitions,
        long entries,
        long events,
        long hotEvents,
        Map<Coin, BigInteger> hotAvailable) {

    private static final String FILE = "generated.properties";
    private static final String HOT_AVAILABLE = "hot.available.";

    void write(Path data) {
        Properties all = new Properties();
        all.setProperty("seed", Long.toString(seed));
        all.setProperty("withdrawals", Long.toString(withdrawals));
        all.setProperty("accounts", Integer.toString(accounts));
        all.setProperty("partitions", Integer.toString(partitions));
        all.setProperty("entries", Long.toString(entries));
        all.setProperty("events", Long.toString(events));
        all.setProperty("hot.events", Long.toString(hotEvents));
        hotAvailable.forEach(
                (coin, units) -> all.setProperty(HOT_AVAILABLE + coin.name(), units.toString()));
        try (Writer out = Files.newBufferedWriter(data.resolve(FILE))) {
            all.store(out, "A generated ledger: what was written into it.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UncheckedIOException where the folder holds no generated ledger
     */
    static Generated read(Path data) {
        Properties all = new Properties();
        try (Reader in = Files.newBufferedReader(data.resolve(FILE))) {
            all.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("no generated ledger in " + data, e);
        }
        Map<Coin, BigInteger> hotAvailable = new EnumMap<>(Coin.class);
        for (Coin coin : Coin.values()) {
            String units = all.getProperty(HOT_AVAILABLE + coin.name());
            if (units != null) {
                hotAvailable.put(coin, new BigInteger(units));
            }
        }
        return new Generated(
                number(all, "seed"),
                number(all, "withdrawals"),
                Math.toIntExact(number(all, "accounts")),
                Math.toIntExact(number(all, "partitions")),
                number(all, "entries"),
                number(all, "events"),
                number(all, "hot.events"),
                hotAvailable);
    }

    private static long number(Properties all, String name) {
        String text = all.getProperty(name);
        if (text == null) {
            throw new IllegalStateException(FILE + " does not say its " + name);
        }
        return Long.parseLong(text);
    }

    Amount hotAvailable(Coin coin) {
        return new Amount(hotAvailable.getOrDefault(coin, BigInteger.ZERO));
    }

    /** For names of figures: {@code 10M}, {@code 20k} or plain. */
    String size() {
        long millions = withdrawals / 1_000_000;
        long thousands = withdrawals / 1_000;
        return millions > 0 ? millions + "M" : thousands > 0 ? thousands + "k" : withdrawals + "";
    }
}
