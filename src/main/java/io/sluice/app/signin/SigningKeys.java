package io.sluice.app.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys. Kept in memory and looked for again before they are old, in the
 * background; while they cannot be fetched those that are known go on being taken, without end. A
 * token with a key that is not known has them fetched at once, but never more often than {@link
 * #AT_MOST_EVERY} allows: tokens of nobody's must not become a storm.
 */
final class SigningKeys {

    private static final Duration FRESH_FOR = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN_BEFORE = Duration.ofMinutes(1);
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    /** For who waits while another fetches: longer than a fetch takes. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static final int MOST_BYTES = 512 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private SigningKeys() {}

    /**
     * @param folder where what was fetched last is kept, for a start while the issuer is down
     */
    static JWKSource<SecurityContext> of(SignInSettings settings, Path folder) {
        return of(
                settings.keysFile()
                        .<JWKSetSource<SecurityContext>>map(FileKeys::new)
                        .orElseGet(() -> remembered(settings.jwkSetUri().orElseThrow(), folder)));
    }

    private static JWKSource<SecurityContext> of(JWKSetSource<SecurityContext> source) {
        return new PatientKeys(
                JWKSourceBuilder.create(source)
                        .cache(FRESH_FOR.toMillis(), WAIT.toMillis())
                        .refreshAheadCache(
                                LOOK_AGAIN_BEFORE.toMillis(),
                                null,
                                Executors.newSingleThreadExecutor(
                                        Thread.ofPlatform()
                                                .name("sign-in-keys")
                                                .daemon()
                                                .factory()),
                                true,
                                null,
                                false)
                        .rateLimited(AT_MOST_EVERY.toMillis())
                        .outageTolerantForever()
                        .build());
    }

    /** In the background: who starts need not wait, and an outage later finds the keys known. */
    static void fetchAhead(JWKSource<SecurityContext> keys) {
        Thread.ofVirtual()
                .name("sign-in-keys-first")
                .start(
                        () -> {
                            try {
                                keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
                            } catch (KeySourceException later) {
                                LOG.warn("alarm sign-in-keys-unknown: {}", later.getMessage());
                            }
                        });
    }

    private static RememberedKeys remembered(URI uri, Path folder) {
        DefaultResourceRetriever retriever =
                new DefaultResourceRetriever(
                        (int) CONNECT_WITHIN.toMillis(),
                        (int) ANSWER_WITHIN.toMillis(),
                        MOST_BYTES);
        try {
            return new RememberedKeys(
                    new URLBasedJWKSetSource<>(uri.toURL(), retriever),
                    RememberedKeys.file(folder, uri));
        } catch (MalformedURLException unfit) {
            throw new UncheckedIOException(unfit);
        }
    }
}
