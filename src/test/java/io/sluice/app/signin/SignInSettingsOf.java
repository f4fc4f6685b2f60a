package io.sluice.app.signin;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings that tests need. */
final class SignInSettingsOf {

    private SignInSettingsOf() {}

    static SignInSettings nobody() {
        return new SignInSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TestIssuer.AUDIENCE,
                Optional.empty(),
                List.of(),
                false);
    }

    static SignInSettings issuer() {
        return keysAt(Optional.empty());
    }

    static SignInSettings keysAt(Optional<URI> uri) {
        return new SignInSettings(
                Optional.of(TestIssuer.NAME),
                uri,
                Optional.empty(),
                TestIssuer.AUDIENCE,
                Optional.empty(),
                List.of(),
                false);
    }

    static SignInSettings keysIn(Path file, String... emergency) {
        return new SignInSettings(
                Optional.of(TestIssuer.NAME),
                Optional.empty(),
                Optional.of(file.toString()),
                TestIssuer.AUDIENCE,
                Optional.empty(),
                List.of(emergency),
                false);
    }
}
