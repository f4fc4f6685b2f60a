package io.sluice.app.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are known, and a key that is not among them was looked for a moment ago: then it is
 * nobody's, and the token is not valid. Only where no keys were ever known is that an outage.
 */
final class PatientKeys implements JWKSource<SecurityContext> {

    private final JWKSource<SecurityContext> keys;
    private volatile boolean known;

    PatientKeys(JWKSource<SecurityContext> keys) {
        this.keys = keys;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            List<JWK> found = keys.get(selector, context);
            known = true;
            return found;
        } catch (RateLimitReachedException justNow) {
            if (known) {
                return List.of();
            }
            throw justNow;
        }
    }
}
