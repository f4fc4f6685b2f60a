package io.sluice.app.signin;

import static io.sluice.app.signin.Access.CIRCUIT_PAUSE;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Checks emergency credentials: in memory, on this machine, whatever else is down. */
final class EmergencyCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyCredentials.class);

    private final List<EmergencyCredential> known;

    EmergencyCredentials(List<EmergencyCredential> known) {
        this.known = List.copyOf(known);
    }

    static EmergencyCredentials of(SignInSettings settings) {
        return new EmergencyCredentials(
                settings.emergency().stream()
                        .map(EmergencyCredential::parse)
                        .flatMap(Optional::stream)
                        .toList());
    }

    static boolean isMeant(String token) {
        return token.startsWith(EmergencyCredential.PREFIX);
    }

    /**
     * Whoever holds it may pause and read the circuit, nothing else.
     *
     * @param where the caller's address and the like, for the alarm
     */
    Authentication authenticate(String token, String where) {
        EmergencyCredential credential =
                EmergencyCredential.nameIn(token)
                        .flatMap(this::named)
                        .filter(found -> found.isOf(token))
                        .orElseThrow(EmergencyCredentials::unknown);
        LOG.warn("alarm emergency-credential-used: {} from {}", credential.name(), where);
        return UsernamePasswordAuthenticationToken.authenticated(
                Actors.ofEmergency(credential.name()),
                "",
                List.of(new SimpleGrantedAuthority(CIRCUIT_PAUSE.wire())));
    }

    private Optional<EmergencyCredential> named(String name) {
        return known.stream().filter(credential -> credential.name().equals(name)).findFirst();
    }

    private static InvalidBearerTokenException unknown() {
        return new InvalidBearerTokenException("no such emergency credential");
    }
}
