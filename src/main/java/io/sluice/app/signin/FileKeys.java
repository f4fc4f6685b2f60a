package io.sluice.app.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** Keys in a file that somebody else writes; read again when they are asked for again. */
final class FileKeys implements JWKSetSource<SecurityContext> {

    private final Path file;

    FileKeys(Path file) {
        this.file = file;
    }

    @Override
    public JWKSet getJWKSet(
            @Nullable JWKSetCacheRefreshEvaluator refresh,
            long now,
            @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return JWKSet.load(file.toFile());
        } catch (IOException | ParseException unreadable) {
            throw new JWKSetUnavailableException("cannot read " + file, unreadable);
        }
    }

    @Override
    public void close() {}
}
