package io.sluice.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.signin.EmergencyCredential.Made;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class EmergencyCredentialTest {

    private static final Made NIGHT = EmergencyCredential.make("night-shift", new SecureRandom());
    private static final Made DAY = EmergencyCredential.make("day", new SecureRandom());
    private static final EmergencyCredentials KNOWN =
            new EmergencyCredentials(List.of(NIGHT.credential()));

    @Test
    void mayPauseAndIsNamedAsWhatItIs() {
        Authentication known = KNOWN.authenticate(NIGHT.token(), "a test");
        assertThat(known.getName()).isEqualTo("emergency:night-shift");
        assertThat(known.getAuthorities())
                .extracting(Object::toString)
                .containsExactly("circuit:pause");
    }

    @Test
    void isRefusedWhenAnythingOfItIsOther() {
        String token = NIGHT.token();
        List.of(
                        DAY.token(),
                        token.replace("night-shift", "day"),
                        DAY.token().replace(".day.", ".night-shift."),
                        token.substring(0, token.length() - 1),
                        token + "A",
                        EmergencyCredential.PREFIX,
                        NIGHT.credential().line(),
                        EmergencyCredential.PREFIX + "night-shift." + NIGHT.credential().digest())
                .forEach(
                        other ->
                                assertThatThrownBy(() -> KNOWN.authenticate(other, "a test"))
                                        .as(other)
                                        .isInstanceOf(InvalidBearerTokenException.class));
    }

    @Test
    void isConfiguredByALineThatDoesNotHoldTheSecret() {
        assertThat(EmergencyCredential.parse(NIGHT.credential().line()))
                .isEqualTo(Optional.of(NIGHT.credential()));
        String secret = NIGHT.token().substring(NIGHT.token().lastIndexOf('.') + 1);
        assertThat(secret).hasSize(43);
        assertThat(NIGHT.credential().line()).doesNotContain(secret);
        assertThat(DAY.token()).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Night", "a b", "a.b", "a:b", "emergency/x", "ä"})
    void takesNoNameThatWouldReadLikeAnother(String name) {
        assertThat(EmergencyCredential.isName(name)).isFalse();
        assertThatThrownBy(() -> EmergencyCredential.make(name, new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
