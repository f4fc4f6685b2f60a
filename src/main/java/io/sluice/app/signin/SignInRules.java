package io.sluice.app.signin;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is wrong with settings of sign-in, for a person to mend before the node starts. Half a
 * configuration is refused rather than read as none, which would let everybody in.
 */
public final class SignInRules {

    private static final int MOST_APPROVERS = 9;

    private SignInRules() {}

    /**
     * @param serverAddress where the node listens; empty for everywhere
     * @return the first problem, in one line
     */
    public static Optional<String> problem(SignInSettings settings, String serverAddress) {
        return settings.isOn() ? on(settings) : off(settings, serverAddress);
    }

    private static Optional<String> off(SignInSettings settings, String serverAddress) {
        boolean half =
                settings.jwkSetUri().isPresent()
                        || settings.jwkSetFile().isPresent()
                        || !settings.emergency().isEmpty()
                        || settings.approvers().filter(people -> people > 1).isPresent();
        return first(
                List.of(
                        () -> when(half, "sluice.sign-in.* needs " + SignInSettings.ISSUER),
                        () ->
                                when(
                                        !settings.allowNone() && !isThisMachine(serverAddress),
                                        "nobody has to sign in, so server.address must be of this"
                                                + " machine"
                                                + " and not '%s'; set sluice.sign-in.issuer, or where the"
                                                        .formatted(serverAddress)
                                                + " network keeps others out,"
                                                + " sluice.sign-in.allow-none=true")));
    }

    private static Optional<String> on(SignInSettings settings) {
        return first(
                List.of(
                        () ->
                                when(
                                        settings.issuer().orElse("").isBlank(),
                                        SignInSettings.ISSUER + " is empty"),
                        () ->
                                when(
                                        settings.audience().isBlank(),
                                        "sluice.sign-in.audience is empty"),
                        () ->
                                when(
                                        settings.jwkSetUri().isPresent()
                                                == settings.jwkSetFile().isPresent(),
                                        "sluice.sign-in needs one of jwk-set-uri and jwk-set-file"),
                        () ->
                                when(
                                        settings.jwkSetUri()
                                                .filter(uri -> !isSafe(uri))
                                                .isPresent(),
                                        "sluice.sign-in.jwk-set-uri must be https: whoever could"
                                                + " change the keys on the way could sign in as"
                                                + " anybody"),
                        () -> settings.keysFile().flatMap(SignInRules::problemOf),
                        () ->
                                when(
                                        settings.approvers()
                                                .filter(
                                                        people ->
                                                                people < 1
                                                                        || people > MOST_APPROVERS)
                                                .isPresent(),
                                        "sluice.sign-in.approvers must be 1 to " + MOST_APPROVERS),
                        () -> problemOf(settings.emergency())));
    }

    private static Optional<String> problemOf(Path jwkSetFile) {
        try {
            List<JWK> keys = JWKSet.load(jwkSetFile.toFile()).getKeys();
            return first(
                    List.of(
                            () -> when(keys.isEmpty(), jwkSetFile + " holds no key"),
                            () ->
                                    when(
                                            keys.stream().anyMatch(JWK::isPrivate),
                                            jwkSetFile
                                                    + " holds a private or shared key; only public"
                                                    + " ones belong there")));
        } catch (IOException | ParseException unreadable) {
            return Optional.of(
                    "sluice.sign-in.jwk-set-file cannot be read: " + unreadable.getMessage());
        }
    }

    private static Optional<String> problemOf(List<String> emergency) {
        List<Optional<EmergencyCredential>> read =
                emergency.stream().map(EmergencyCredential::parse).toList();
        long names =
                read.stream()
                        .flatMap(Optional::stream)
                        .map(EmergencyCredential::name)
                        .distinct()
                        .count();
        return first(
                List.of(
                        () ->
                                when(
                                        read.stream().anyMatch(Optional::isEmpty),
                                        "sluice.sign-in.emergency takes NAME:sha256:HEX as ./sluice"
                                                + " emergency-credential prints it"),
                        () ->
                                when(
                                        names < read.size(),
                                        "sluice.sign-in.emergency has a name twice")));
    }

    private static boolean isSafe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return uri.getHost() != null
                && (scheme.equals("https")
                        || (scheme.equals("http") && isThisMachine(uri.getHost())));
    }

    private static boolean isThisMachine(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static Optional<String> when(boolean wrong, String problem) {
        return wrong ? Optional.of(problem) : Optional.empty();
    }

    private static Optional<String> first(List<Supplier<Optional<String>>> problems) {
        return problems.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }
}
