package io.sluice.app.signin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/** Whose a bearer token is: an emergency credential's, or one of the issuer's. */
final class BearerTokens implements AuthenticationManager {

    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);

    private final EmergencyCredentials emergency;
    private final JwtAuthenticationProvider issued;

    BearerTokens(EmergencyCredentials emergency, JwtDecoder decoder) {
        this.emergency = emergency;
        this.issued = new JwtAuthenticationProvider(decoder);
        issued.setJwtAuthenticationConverter(Tokens::signedIn);
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String token = ((BearerTokenAuthenticationToken) asked).getToken();
        if (EmergencyCredentials.isMeant(token)) {
            return emergency.authenticate(token, String.valueOf(asked.getDetails()));
        }
        try {
            Authentication known = issued.authenticate(asked);
            if (known == null) {
                throw new IllegalStateException("the provider of tokens takes tokens");
            }
            return known;
        } catch (AuthenticationServiceException unchecked) {
            LOG.warn("alarm sign-in-keys-unknown: {}", unchecked.getMessage());
            throw new CannotTellException(unchecked);
        }
    }

    /** The issuer's keys are not known and cannot be fetched: neither yes nor no. */
    static final class CannotTellException extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        CannotTellException(Throwable cause) {
            super("the issuer's keys are not known", cause);
        }
    }
}
