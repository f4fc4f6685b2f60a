package io.sluice.command.watchdog;

import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings as values, or a refusal that says what one takes. */
final class SettingTexts {

    private static final Pattern TIME = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final String TIMES = "a time like 500ms, 10s, 5m, 24h or 7d";
    private static final int ALL_OF_THEM = 100;

    private final Function<String, Optional<String>> lookUp;
    private final Catalogue catalogue;

    SettingTexts(Function<String, Optional<String>> lookUp, Catalogue catalogue) {
        this.lookUp = lookUp;
        this.catalogue = catalogue;
    }

    private String text(String name, String usual) {
        return lookUp.apply(name).map(String::trim).orElse(usual);
    }

    Duration time(String name, String usual) {
        String text = text(name, usual);
        return parseTime(text)
                .orElseThrow(() -> new BadWatchdogSettingException(name, text, TIMES));
    }

    Duration positiveTime(String name, String usual) {
        Duration time = time(name, usual);
        if (time.isZero()) {
            throw new BadWatchdogSettingException(name, text(name, usual), TIMES + ", above zero");
        }
        return time;
    }

    private static Optional<Duration> parseTime(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    int count(String name, String usual, int most) {
        String text = text(name, usual);
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > most) {
            throw new BadWatchdogSettingException(name, text, "a whole number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    long threshold(String name, WatchdogCause.Unit unit, String usual) {
        return switch (unit) {
            case COUNT -> count(name, usual, 999_999_999);
            case PERCENT -> count(name, usual, ALL_OF_THEM);
            case TIME -> positiveTime(name, usual).toMillis();
            case NONE -> 1;
        };
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type, String usual) {
        String text = text(name, usual);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadWatchdogSettingException(
                                        name, text, "one of " + List.of(type.getEnumConstants())));
    }

    boolean truth(String name) {
        String text = text(name, "false");
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadWatchdogSettingException(name, text, "true or false");
        };
    }

    /** {@code ALL}, an asset, a network, or {@code <asset>/<network>}, all known. */
    Scope scope(String name) {
        String text = text(name, "ALL");
        return parseScope(text)
                .filter(this::isKnown)
                .orElseThrow(
                        () ->
                                new BadWatchdogSettingException(
                                        name,
                                        text,
                                        "ALL, an asset like BTC, a network like tron, or both"
                                                + " like USDT/tron"));
    }

    private Optional<Scope> parseScope(String text) {
        try {
            return Optional.of(scopeOf(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Scope scopeOf(String text) {
        if (text.equals("ALL")) {
            return new Scope.All();
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return new Scope.OfAssetAndNetwork(
                    new Asset(text.substring(0, slash)), new Network(text.substring(slash + 1)));
        }
        boolean isNetwork = text.equals(text.toLowerCase(Locale.ROOT));
        return isNetwork
                ? new Scope.OfNetwork(new Network(text))
                : new Scope.OfAsset(new Asset(text));
    }

    private boolean isKnown(Scope scope) {
        return switch (scope) {
            case Scope.All all -> true;
            case Scope.OfAsset(Asset asset) -> catalogue.knows(asset);
            case Scope.OfNetwork(Network network) -> catalogue.knows(network);
            case Scope.OfAssetAndNetwork(Asset asset, Network network) ->
                    catalogue.knows(asset)
                            && catalogue.knows(network)
                            && catalogue.supports(asset, network);
        };
    }
}
