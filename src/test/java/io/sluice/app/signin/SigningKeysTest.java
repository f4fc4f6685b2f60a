package io.sluice.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class SigningKeysTest {

    @TempDir Path folder;
    private final TestIssuer issuer = new TestIssuer();

    @AfterEach
    void stop() {
        issuer.close();
    }

    /** As a node makes it when it starts. */
    private BearerTokens started(SignInSettings settings) {
        return new BearerTokens(
                new EmergencyCredentials(List.of()),
                Tokens.decoder(settings, SigningKeys.of(settings, folder)));
    }

    private BearerTokens started() {
        return started(SignInSettingsOf.keysAt(Optional.of(issuer.keysUri())));
    }

    private static String who(BearerTokens tokens, String token) {
        return tokens.authenticate(new BearerTokenAuthenticationToken(token)).getName();
    }

    @Test
    void takesTokensWhileTheProviderIsDownAlsoAfterARestart() {
        BearerTokens tokens = started();
        assertThat(who(tokens, issuer.token("alice"))).isEqualTo("user:alice");
        issuer.close();
        assertThat(who(tokens, issuer.token("bob"))).isEqualTo("user:bob");
        assertThat(who(started(), issuer.token("carol"))).isEqualTo("user:carol");
    }

    @Test
    void cannotTellWhileNoKeyWasEverKnown() {
        issuer.close();
        BearerTokens tokens = started();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> who(tokens, issuer.token("alice")))
                    .isInstanceOf(BearerTokens.CannotTellException.class);
        }
    }

    @Test
    void findsANewKeyOfTheIssuerAtOnce() {
        BearerTokens tokens = started();
        assertThat(who(tokens, issuer.token("alice"))).isEqualTo("user:alice");
        issuer.rotate();
        assertThat(who(tokens, issuer.token("bob"))).isEqualTo("user:bob");
    }

    @Test
    void asksTheProviderSeldomHoweverManyStrangersCome() {
        BearerTokens tokens = started();
        who(tokens, issuer.token("alice"));
        for (int i = 0; i < 50; i++) {
            String strange = TestIssuer.sign(TestIssuer.claims("a").build(), TestIssuer.newKey());
            assertThatThrownBy(() -> who(tokens, strange))
                    .isInstanceOf(InvalidBearerTokenException.class);
        }
        assertThat(issuer.asked()).isLessThan(5);
        assertThat(who(tokens, issuer.token("bob"))).isEqualTo("user:bob");
    }

    @Test
    void readsKeysFromAFileWithoutAnyNetwork() throws IOException {
        issuer.close();
        Path file = Files.writeString(folder.resolve("keys.json"), issuer.publicKeys());
        BearerTokens tokens = started(SignInSettingsOf.keysIn(file));
        assertThat(who(tokens, issuer.token("alice"))).isEqualTo("user:alice");
    }
}
