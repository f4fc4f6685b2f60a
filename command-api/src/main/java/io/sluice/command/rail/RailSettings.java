package io.sluice.command.rail;

import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands under {@code sluice.rails.<name>}, taken out one by one; what is left at {@link
 * #end()} is misspelt and refused. Not thread-safe.
 */
public final class RailSettings {

    private static final Pattern SIMPLE = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private final String name;
    private final Map<String, String> left;

    public RailSettings(String name, Map<String, String> settings) {
        this.name = name;
        this.left = new TreeMap<>(Comparator.comparing(RailSettings::plain));
        left.putAll(settings);
        if (!RailTerms.isName(name)) {
            throw new RailSettingsException(
                    "sluice.rails." + name + ": a rail's name is like hot-wallet-2");
        }
    }

    /** The environment has no hyphens and no small letters. */
    private static String plain(String setting) {
        return setting.replace("-", "").toLowerCase(Locale.ROOT);
    }

    public String name() {
        return name;
    }

    public Optional<String> optionalText(String setting) {
        return Optional.ofNullable(left.remove(setting)).filter(text -> !text.isBlank());
    }

    public String text(String setting) {
        return optionalText(setting).orElseThrow(() -> wrong(setting, "is missing"));
    }

    /** Between commas. */
    public List<String> list(String setting) {
        return optionalText(setting)
                .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    /** As {@code 250ms}, {@code 5s} or {@code PT5S}; more than nothing. */
    public Duration time(String setting, Duration usual) {
        return optionalText(setting).map(text -> time(setting, text)).orElse(usual);
    }

    private Duration time(String setting, String text) {
        Matcher simple = SIMPLE.matcher(text);
        try {
            Duration time =
                    simple.matches()
                            ? unit(Long.parseLong(simple.group(1)), simple.group(2))
                            : Duration.parse(text);
            if (time.isPositive()) {
                return time;
            }
        } catch (DateTimeParseException notOne) {
            throw (RailSettingsException) wrong(setting, "is not a time like 5s").initCause(notOne);
        }
        throw wrong(setting, "is not a time like 5s");
    }

    private static Duration unit(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    /** From 1 to {@code most}. */
    public int count(String setting, int usual, int most) {
        return optionalText(setting).map(text -> count(setting, text, most)).orElse(usual);
    }

    private int count(String setting, String text, int most) {
        if (text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw wrong(setting, "is not a number from 1 to " + most);
    }

    /** What the system behind the rail keeps to: {@code promises}, none unless they are named. */
    public RailTerms terms() {
        Set<RailPromise> promises = EnumSet.noneOf(RailPromise.class);
        list("promises").forEach(text -> promises.add(promise(text)));
        return new RailTerms(name, promises);
    }

    private RailPromise promise(String text) {
        return Arrays.stream(RailPromise.values())
                .filter(
                        promise ->
                                promise.name()
                                        .equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(
                        () ->
                                wrong(
                                        "promises",
                                        "may hold deduplicates, honours-not-after and"
                                                + " refuses-for-good, not "
                                                + text));
    }

    /** Refuses what nobody asked for. */
    public void end() {
        left.keySet().stream()
                .findFirst()
                .ifPresent(
                        unknown -> {
                            throw wrong(unknown, "is not a setting of this kind of rail");
                        });
    }

    public RailSettingsException wrong(String setting, String why) {
        return new RailSettingsException("sluice.rails." + name + "." + setting + " " + why);
    }
}
