package io.sluice.app.signin;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people and services sign in; {@link SignInRules} says which of it goes together.
 *
 * @param issuer whose tokens are taken; sign-in is on where it is given
 * @param jwkSetUri where the issuer's public keys are fetched from
 * @param jwkSetFile or a file that holds them
 * @param audience what a token must be meant for
 * @param approvers how many different people it takes to resume and to approve; without it 2 where
 *     sign-in is on and 1 where it is off
 * @param emergency credentials that may pause, as {@code sluice emergency-credential} writes them
 * @param allowNone whether a node that asks nobody to sign in may listen beyond this machine
 */
public record SignInSettings(
        Optional<String> issuer,
        Optional<URI> jwkSetUri,
        Optional<String> jwkSetFile,
        @DefaultValue("sluice") String audience,
        Optional<Integer> approvers,
        @DefaultValue List<String> emergency,
        @DefaultValue("false") boolean allowNone) {

    /** The one property that turns sign-in on. */
    static final String ISSUER = "sluice.sign-in.issuer";

    public SignInSettings {
        emergency = List.copyOf(emergency);
    }

    Optional<Path> keysFile() {
        return jwkSetFile.map(Path::of);
    }

    boolean isOn() {
        return issuer.isPresent();
    }
}
