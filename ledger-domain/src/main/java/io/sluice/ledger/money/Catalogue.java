package io.sluice.ledger.money;

import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_NOT_POSITIVE;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_SCALE;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_TOO_LARGE;
import static io.sluice.ledger.refusal.ErrorCode.MALFORMED_REQUEST;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_ASSET;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The assets and networks that this ledger knows, and how amounts of each are written. Immutable.
 */
public final class Catalogue {

    /** More digits than this before the point are above 2^256-1, whatever the scale. */
    private static final int MOST_DIGITS = 78;

    private static final Pattern AMOUNT =
            Pattern.compile("(0|[1-9][0-9]*+)(?:\\.([0-9]++))?", Pattern.DOTALL);

    private final Map<Asset, Entry> entries;
    private final Set<Network> networks;

    /**
     * @param decimals how many places the asset has behind the point
     */
    public record Entry(Asset asset, int decimals, Set<Network> networks) {
        public Entry {
            if (decimals < 0 || decimals >= MOST_DIGITS) {
                throw new IllegalArgumentException("decimals of " + asset + ": " + decimals);
            }
            networks = Collections.unmodifiableSet(new LinkedHashSet<>(networks));
        }
    }

    private Catalogue(Map<Asset, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
        Set<Network> all = new LinkedHashSet<>();
        entries.values().forEach(entry -> all.addAll(entry.networks()));
        this.networks = Collections.unmodifiableSet(all);
    }

    /** Keeps the order of the entries, which is the order in which they are shown. */
    public static Catalogue of(List<Entry> entries) {
        Map<Asset, Entry> byAsset = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (byAsset.put(entry.asset(), entry) != null) {
                throw new IllegalArgumentException("twice in the catalogue: " + entry.asset());
            }
        }
        return new Catalogue(byAsset);
    }

    /** The catalogue of the embedded default. */
    public static Catalogue standard() {
        return of(
                List.of(
                        entry("BTC", 8, "bitcoin"),
                        entry("ETH", 18, "ethereum"),
                        entry("USDT", 6, "ethereum", "tron"),
                        entry("USDC", 6, "ethereum"),
                        entry("EUR", 2, "sepa")));
    }

    private static Entry entry(String asset, int decimals, String... networks) {
        Set<Network> names = new LinkedHashSet<>();
        for (String network : networks) {
            names.add(new Network(network));
        }
        return new Entry(new Asset(asset), decimals, names);
    }

    public Set<Asset> assets() {
        return entries.keySet();
    }

    /** All networks of all assets. */
    public Set<Network> networks() {
        return networks;
    }

    /** The asset's networks; none when the asset is unknown. */
    public Set<Network> networks(Asset asset) {
        return Optional.ofNullable(entries.get(asset)).map(Entry::networks).orElse(Set.of());
    }

    public boolean knows(Asset asset) {
        return entries.containsKey(asset);
    }

    public boolean knows(Network network) {
        return networks.contains(network);
    }

    /** Whether the asset travels on the network. */
    public boolean supports(Asset asset, Network network) {
        return networks(asset).contains(network);
    }

    /** The asset of that code, for text that may name none. */
    public Optional<Asset> asset(String code) {
        return entries.keySet().stream().filter(asset -> asset.code().equals(code)).findFirst();
    }

    /** The network of that name, for text that may name none. */
    public Optional<Network> network(String name) {
        return networks.stream().filter(network -> network.name().equals(name)).findFirst();
    }

    /**
     * @throws IllegalArgumentException when the asset is unknown
     */
    public int decimals(Asset asset) {
        return require(asset).decimals();
    }

    /** A positive amount from its decimal text; never rounds. */
    public Reading<Amount> parse(Asset asset, String text) {
        return parse(asset, text, "amount", false);
    }

    /** As {@link #parse}, but zero is an amount too: what a fee may be. */
    public Reading<Amount> parseFee(Asset asset, String text) {
        return parse(asset, text, "fee", true);
    }

    /** Whether the text is a decimal at all, whatever the asset. */
    static boolean isDecimal(String text) {
        return AMOUNT.matcher(text).matches();
    }

    private Reading<Amount> parse(Asset asset, String text, String what, boolean zeroToo) {
        Matcher decimal = AMOUNT.matcher(text);
        if (!decimal.matches()) {
            return new Reading.Refused<>(
                    MALFORMED_REQUEST, "The " + what + " is not a decimal number.");
        }
        Entry entry = entries.get(asset);
        if (entry == null) {
            return new Reading.Refused<>(UNKNOWN_ASSET, "There is no such asset.");
        }
        String whole = decimal.group(1);
        String fraction = Optional.ofNullable(decimal.group(2)).orElse("");
        if (fraction.length() > entry.decimals()) {
            return new Reading.Refused<>(
                    AMOUNT_SCALE,
                    "%s has %d decimals, the %s has more."
                            .formatted(asset.code(), entry.decimals(), what));
        }
        if (whole.length() > MOST_DIGITS) {
            return tooLarge(what);
        }
        String units = whole + fraction + "0".repeat(entry.decimals() - fraction.length());
        return within(new BigInteger(units), what, zeroToo);
    }

    private static Reading<Amount> within(BigInteger units, String what, boolean zeroToo) {
        if (units.signum() == 0 && !zeroToo) {
            return new Reading.Refused<>(
                    AMOUNT_NOT_POSITIVE, "The " + what + " must be more than zero.");
        }
        if (units.compareTo(Amount.MOST_UNITS) > 0) {
            return tooLarge(what);
        }
        return new Reading.Parsed<>(new Amount(units));
    }

    private static Reading<Amount> tooLarge(String what) {
        return new Reading.Refused<>(
                AMOUNT_TOO_LARGE, "The " + what + " is above 2^256-1 smallest units.");
    }

    /**
     * The amount as decimal text with all of the asset's decimals.
     *
     * @throws IllegalArgumentException when the asset is unknown
     */
    public String render(Asset asset, Amount amount) {
        return new BigDecimal(amount.units(), require(asset).decimals()).toPlainString();
    }

    private Entry require(Asset asset) {
        Entry entry = entries.get(asset);
        if (entry == null) {
            throw new IllegalArgumentException("not in the catalogue: " + asset);
        }
        return entry;
    }
}
