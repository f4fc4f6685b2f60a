package io.sluice.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SignInRulesTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String LINE = "night:sha256:" + "0a".repeat(32);

    @TempDir Path folder;
    private Path keys = Path.of("");

    @BeforeEach
    void writeKeys() throws IOException {
        keys =
                Files.writeString(
                        folder.resolve("keys.json"),
                        new JWKSet(TestIssuer.newKey()).toPublicJWKSet().toString());
    }

    private static Optional<String> problem(String address, String... settings) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put("sluice.sign-in." + settings[i], settings[i + 1]);
        }
        return SignInRules.problem(
                new Binder(new MapConfigurationPropertySource(given))
                        .bindOrCreate("sluice.sign-in", SignInSettings.class),
                address);
    }

    @Test
    void withoutSignInANodeListensOnThisMachineOnlyUnlessTold() {
        assertThat(problem(LOOPBACK)).isEmpty();
        assertThat(problem("localhost")).isEmpty();
        assertThat(problem("::1")).isEmpty();
        assertThat(problem("0.0.0.0")).get().asString().contains("sluice.sign-in.issuer");
        assertThat(problem("")).isPresent();
        assertThat(problem("192.0.2.1")).isPresent();
        assertThat(problem("0.0.0.0", "allow-none", "true")).isEmpty();
    }

    @Test
    void halfAConfigurationIsNotTakenForNone() {
        assertThat(problem(LOOPBACK, "jwk-set-uri", "https://idp.example/keys")).isPresent();
        assertThat(problem(LOOPBACK, "jwk-set-file", keys.toString())).isPresent();
        assertThat(problem(LOOPBACK, "emergency", LINE)).isPresent();
        assertThat(problem(LOOPBACK, "approvers", "2")).isPresent();
        assertThat(problem(LOOPBACK, "approvers", "1")).isEmpty();
        assertThat(problem(LOOPBACK, "issuer", "i")).isPresent();
        assertThat(problem(LOOPBACK, "issuer", " ", "jwk-set-file", keys.toString())).isPresent();
    }

    @Test
    void takesAWholeConfigurationWhereverItListens() {
        assertThat(problem("0.0.0.0", "issuer", "i", "jwk-set-file", keys.toString())).isEmpty();
        assertThat(
                        problem(
                                "0.0.0.0",
                                "issuer",
                                "i",
                                "jwk-set-uri",
                                "https://idp.example/keys",
                                "approvers",
                                "3",
                                "emergency",
                                LINE + ",other:sha256:" + "00".repeat(32)))
                .isEmpty();
        assertThat(problem("", "issuer", "i", "jwk-set-uri", "http://127.0.0.1:9/keys")).isEmpty();
    }

    @Test
    void refusesKeysThatOthersCouldChangeOrKnow() throws IOException {
        assertThat(problem("", "issuer", "i", "jwk-set-uri", "http://idp.example/keys"))
                .get()
                .asString()
                .contains("https");
        assertThat(problem("", "issuer", "i", "jwk-set-uri", "file:///keys")).isPresent();
        Path secret =
                Files.writeString(
                        folder.resolve("secret.json"),
                        new JWKSet(TestIssuer.newKey()).toString(false));
        assertThat(problem("", "issuer", "i", "jwk-set-file", secret.toString()))
                .get()
                .asString()
                .contains("private");
        assertThat(problem("", "issuer", "i", "jwk-set-file", folder + "/none.json")).isPresent();
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");
        assertThat(problem("", "issuer", "i", "jwk-set-file", empty.toString())).isPresent();
    }

    @Test
    void refusesWhatCannotBeMeant() {
        String[] sound = {"issuer", "i", "jwk-set-file", keys.toString(), "", ""};
        for (String[] wrong :
                new String[][] {
                    {"emergency", "night"},
                    {"emergency", LINE + "," + LINE},
                    {"emergency", "Night:sha256:" + "0a".repeat(32)},
                    {"approvers", "0"},
                    {"approvers", "10"},
                    {"audience", " "},
                    {"jwk-set-uri", "https://idp.example/keys"}
                }) {
            String[] all = sound.clone();
            all[4] = wrong[0];
            all[5] = wrong[1];
            assertThat(problem(LOOPBACK, all)).as("%s=%s", wrong[0], wrong[1]).isPresent();
        }
    }
}
