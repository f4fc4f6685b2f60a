package io.sluice.command.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.command.payout.Lane;
import io.sluice.command.payout.Rails;
import io.sluice.command.payout.SandboxSettings;
import io.sluice.command.payout.ToldReports;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.RailPromise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RailSettingsTest {

    private static final Lane TRON = new Lane(new Asset("USDT"), new Network("tron"));
    private static final Lane BTC = new Lane(new Asset("BTC"), new Network("bitcoin"));

    @TempDir private Path folder = Path.of("unset");

    private final RailBook book =
            new RailBook(
                    List.of(new SandboxProvider(SandboxSettings.STANDARD), new WebhookProvider()));

    private Rails open(Map<String, Map<String, String>> settings) {
        return book.open(
                settings,
                new RailContext(
                        new ToldReports(),
                        Catalogue.standard(),
                        Clock.systemUTC(),
                        folder,
                        Duration.ofMinutes(15)));
    }

    private static Optional<String> railOf(Rails rails, Lane lane) {
        return rails.of(lane).map(rail -> rail.terms().name());
    }

    private static Map<String, String> hook(String... more) {
        Map<String, String> hook =
                new HashMap<>(
                        Map.of(
                                "kind", "webhook",
                                "url", "https://rail.example/payouts",
                                "secret", "a-secret-of-24-characters"));
        for (int i = 0; i < more.length; i += 2) {
            hook.put(more[i], more[i + 1]);
        }
        return hook;
    }

    @Test
    void withoutAnythingConfiguredTheSandboxServesEverything() {
        try (Rails rails = open(Map.of())) {
            assertThat(railOf(rails, TRON)).contains("sandbox");
            assertThat(railOf(rails, BTC)).contains("sandbox");
        }
    }

    @Test
    void theNarrowestServes() {
        try (Rails rails =
                open(
                        Map.of(
                                "sandbox", Map.of("serves", "*"),
                                "stable", hook("serves", "USDT, EUR"),
                                "tron-usdt", hook("serves", "USDT/tron")))) {
            assertThat(railOf(rails, BTC)).contains("sandbox");
            assertThat(railOf(rails, TRON)).contains("tron-usdt");
            assertThat(railOf(rails, new Lane(new Asset("USDT"), new Network("ethereum"))))
                    .contains("stable");
            assertThat(railOf(rails, new Lane(new Asset("DOGE"), new Network("doge")))).isEmpty();
        }
    }

    @Test
    void takesPromisesAndSecretsFromFiles() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "a-secret-of-24-characters\n");
        Map<String, String> hook =
                hook(
                        "serves", "*",
                        "promises", "honours-not-after, deduplicates",
                        "previous-secret-file", secret.toString(),
                        "request-timeout", "250ms");
        hook.remove("secret");
        hook.put("SECRETFILE", secret.toString()); // as from the environment
        try (Rails rails = open(Map.of("wallet", hook))) {
            assertThat(rails.named("wallet").orElseThrow().terms().inOrder())
                    .containsExactly(RailPromise.DEDUPLICATES, RailPromise.HONOURS_NOT_AFTER);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind | fax | sluice.rails.wallet.kind must be one of",
                "url | ftp://x/ | sluice.rails.wallet.url is not an http",
                "url | '' | sluice.rails.wallet.url is missing",
                "secret | short | sluice.rails.wallet.secret has fewer than 16 bytes",
                "secret | '' | sluice.rails.wallet.secret-file (or secret) is missing",
                "secret-file | /no/such/file | sluice.rails.wallet.secret-file cannot be read",
                "promises | always-pays | sluice.rails.wallet.promises may hold",
                "request-timeout | soon | sluice.rails.wallet.request-timeout is not a time",
                "request-timeout | 0s | sluice.rails.wallet.request-timeout is not a time",
                "capacity | 0 | sluice.rails.wallet.capacity is not a number",
                "capacity | 1000000 | sluice.rails.wallet.capacity is not a number",
                "tires | 4 | sluice.rails.wallet.tires is not a setting",
                "serves | BTC | no rail serves ETH on ethereum",
                "serves | *,DOGE | sluice.rails.wallet.serves: DOGE is no asset",
            })
    void saysWhichSettingIsWrong(String setting, String value, String message) {
        Map<String, String> hook = hook("serves", "*");
        hook.put(setting, value);
        assertThatThrownBy(() -> open(Map.of("wallet", hook)))
                .isInstanceOf(RailSettingsException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("a-secret");
    }

    @Test
    void refusesTwoThatServeTheSameAndNamesThatAreNone() {
        assertThatThrownBy(
                        () ->
                                open(
                                        Map.of(
                                                "one", hook("serves", "*,USDT"),
                                                "two", hook("serves", "tron"))))
                .isInstanceOf(RailSettingsException.class)
                .hasMessageContaining("USDT on tron");
        assertThatThrownBy(() -> open(Map.of("Wallet 1", hook("serves", "*"))))
                .isInstanceOf(RailSettingsException.class)
                .hasMessageContaining("sluice.rails.Wallet 1");
    }
}
