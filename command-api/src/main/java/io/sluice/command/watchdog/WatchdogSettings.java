package io.sluice.command.watchdog;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How the watchdog watches.
 *
 * @param every between two looks at what is cheap to look at
 * @param remindEvery between two log lines about an alarm that still stands
 * @param drift how PostgreSQL is compared with the owner
 * @param rail which outcomes count for the share of those that failed
 * @param ages how old a withdrawal may become in a status
 */
public record WatchdogSettings(
        Duration every,
        Duration remindEvery,
        DriftSampling drift,
        RailWindow rail,
        Map<WithdrawalStatus, Duration> ages,
        Map<WatchdogCause, CauseSettings> causes) {

    private static final String PREFIX = "sluice.watchdog.";
    private static final List<String> OF_EVERY_CAUSE =
            List.of("action", "for", "clear-after", "scope", "mode", "auto-resume");

    /** Statuses in which a withdrawal can be stuck, and how old it may usually become there. */
    private static final Map<WithdrawalStatus, String> USUAL_AGES =
            Map.of(
                    WithdrawalStatus.REQUESTED, "10m",
                    WithdrawalStatus.AWAITING_APPROVAL, "24h",
                    WithdrawalStatus.HELD, "24h",
                    WithdrawalStatus.RELEASED, "10m",
                    WithdrawalStatus.SUBMITTED, "1h",
                    WithdrawalStatus.UNKNOWN, "1h");

    /**
     * @param every between two samples
     * @param accounts in a sample; one after the other, all come up
     */
    public record DriftSampling(Duration every, int accounts) {}

    /**
     * @param length how far back outcomes count
     * @param atLeast outcomes below which no share is made of them
     */
    public record RailWindow(Duration length, int atLeast) {}

    public WatchdogSettings {
        ages = Collections.unmodifiableMap(new EnumMap<>(ages));
        causes = Collections.unmodifiableMap(new EnumMap<>(causes));
    }

    public CauseSettings of(WatchdogCause cause) {
        return Objects.requireNonNull(causes.get(cause));
    }

    /**
     * Reads and checks all of them.
     *
     * @param lookUp a setting's text by its full name
     * @param given full names of what is set, as far as they can be listed, so that a misspelt one
     *     is found
     * @throws BadWatchdogSettingException for anything that makes no sense
     */
    public static WatchdogSettings read(
            Function<String, Optional<String>> lookUp,
            Collection<String> given,
            Catalogue catalogue) {
        refuseUnknown(given);
        SettingTexts texts = new SettingTexts(lookUp, catalogue);
        Map<WatchdogCause, CauseSettings> causes = new EnumMap<>(WatchdogCause.class);
        for (WatchdogCause cause : WatchdogCause.values()) {
            causes.put(cause, cause(cause, texts));
        }
        Map<WithdrawalStatus, Duration> ages = new EnumMap<>(WithdrawalStatus.class);
        USUAL_AGES.forEach(
                (status, usual) -> ages.put(status, texts.positiveTime(ageName(status), usual)));
        return new WatchdogSettings(
                texts.positiveTime(PREFIX + "every", "500ms"),
                texts.positiveTime(PREFIX + "remind-every", "10m"),
                new DriftSampling(
                        texts.positiveTime(PREFIX + "projection-drift.every", "30s"),
                        texts.count(PREFIX + "projection-drift.accounts", "100", 10_000)),
                new RailWindow(
                        texts.positiveTime(PREFIX + "failing-rail.window", "1m"),
                        texts.count(PREFIX + "failing-rail.at-least", "20", 1_000_000)),
                ages,
                causes);
    }

    private static CauseSettings cause(WatchdogCause cause, SettingTexts texts) {
        String prefix = PREFIX + cause.wire() + ".";
        return new CauseSettings(
                texts.oneOf(prefix + "action", WatchdogAction.class, cause.usualAction().name()),
                texts.threshold(prefix + "threshold", cause.unit(), cause.usualThreshold()),
                texts.time(prefix + "for", cause.usualFor()),
                texts.time(prefix + "clear-after", cause.usualClearAfter()),
                texts.scope(prefix + "scope"),
                texts.oneOf(prefix + "mode", PauseMode.class, "HOLD"),
                texts.truth(prefix + "auto-resume"));
    }

    private static void refuseUnknown(Collection<String> given) {
        Set<String> known = names();
        given.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new BadWatchdogSettingException(
                                    name + " is no setting; there are " + known);
                        });
    }

    /** Full names of all settings that there are. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (WatchdogCause cause : WatchdogCause.values()) {
            OF_EVERY_CAUSE.forEach(what -> names.add(PREFIX + cause.wire() + "." + what));
            if (cause.unit() != WatchdogCause.Unit.NONE) {
                names.add(PREFIX + cause.wire() + ".threshold");
            }
        }
        USUAL_AGES.keySet().forEach(status -> names.add(ageName(status)));
        names.addAll(
                List.of(
                        PREFIX + "every",
                        PREFIX + "remind-every",
                        PREFIX + "projection-drift.every",
                        PREFIX + "projection-drift.accounts",
                        PREFIX + "failing-rail.window",
                        PREFIX + "failing-rail.at-least"));
        return names;
    }

    private static String ageName(WithdrawalStatus status) {
        return PREFIX
                + "stuck-withdrawals.age."
                + status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
