package io.sluice.command.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchdogSettingsTest {

    private static WatchdogSettings read(Map<String, String> given) {
        return WatchdogSettings.read(
                name -> Optional.ofNullable(given.get(name)), given.keySet(), Catalogue.standard());
    }

    @Test
    void pausesOnWhatTheGateIsForAndOnlyTellsOfTheRest() {
        WatchdogSettings usual = read(Map.of());
        for (WatchdogCause cause : WatchdogCause.values()) {
            WatchdogAction action =
                    switch (cause) {
                        case LOST_DATA,
                                STUCK_APPENDS,
                                BROKERS_MISSING,
                                PROJECTION_DRIFT,
                                FAILING_RAIL ->
                                WatchdogAction.PAUSE;
                        case STUCK_WITHDRAWALS, POSTGRES_DOWN, PROJECTION_LAG ->
                                WatchdogAction.ALARM;
                    };
            CauseSettings settings = usual.of(cause);
            assertThat(settings.action()).as(cause.wire()).isEqualTo(action);
            assertThat(settings.mode()).isEqualTo(PauseMode.HOLD);
            assertThat(settings.scope()).isEqualTo(new Scope.All());
            assertThat(settings.autoResume()).isFalse();
        }
        assertThat(usual.ages())
                .allSatisfy((status, age) -> assertThat(status.isFinal()).isFalse());
    }

    @Test
    void takesWhatIsSaid() {
        WatchdogSettings settings =
                read(
                        Map.of(
                                "sluice.watchdog.stuck-appends.action", "ALARM",
                                "sluice.watchdog.stuck-appends.threshold", "250ms",
                                "sluice.watchdog.stuck-appends.for", "0s",
                                "sluice.watchdog.stuck-appends.clear-after", "2m",
                                "sluice.watchdog.stuck-appends.scope", "USDT/tron",
                                "sluice.watchdog.stuck-appends.mode", "REJECT",
                                "sluice.watchdog.stuck-appends.auto-resume", "true",
                                "sluice.watchdog.lost-data.scope", "tron",
                                "sluice.watchdog.stuck-withdrawals.age.unknown", "2h"));
        assertThat(settings.of(WatchdogCause.STUCK_APPENDS))
                .isEqualTo(
                        new CauseSettings(
                                WatchdogAction.ALARM,
                                250,
                                Duration.ZERO,
                                Duration.ofMinutes(2),
                                new Scope.OfAssetAndNetwork(new Asset("USDT"), new Network("tron")),
                                PauseMode.REJECT,
                                true));
        assertThat(settings.of(WatchdogCause.LOST_DATA).scope())
                .isEqualTo(new Scope.OfNetwork(new Network("tron")));
        assertThat(settings.ages()).containsEntry(WithdrawalStatus.UNKNOWN, Duration.ofHours(2));
    }

    /** Whoever mistypes one would believe that they are watched. */
    @ParameterizedTest
    @CsvSource({
        "stuck-appends.action,pause",
        "stuck-appends.threshold,0s",
        "stuck-appends.threshold,5",
        "stuck-appends.threshold,-5s",
        "stuck-appends.for,soon",
        "stuck-appends.clear-after,1w",
        "stuck-appends.mode,hold",
        "stuck-appends.auto-resume,yes",
        "stuck-appends.scope,DOGE",
        "stuck-appends.scope,BTC/tron",
        "stuck-appends.scope,''",
        "lost-data.threshold,0",
        "lost-data.threshold,1.5",
        "failing-rail.threshold,101",
        "failing-rail.window,0s",
        "failing-rail.at-least,0",
        "projection-drift.accounts,1000000",
        "postgres-down.threshold,1",
        "stuck-withdrawals.age.settled,1h",
        "stuck-apends.action,OFF",
        "stuck-appends.treshold,5s",
        "every,0ms"
    })
    void refusesNonsense(String name, String value) {
        String full = "sluice.watchdog." + name;
        assertThatThrownBy(() -> read(Map.of(full, value)))
                .isInstanceOf(BadWatchdogSettingException.class)
                .hasMessageContaining(full);
    }
}
