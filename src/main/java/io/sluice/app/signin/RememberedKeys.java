package io.sluice.app.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that are fetched, and kept on disk, so that a node that starts while the identity provider
 * is down knows them too. The file is a copy: deleted, it is made again.
 */
final class RememberedKeys implements JWKSetSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(RememberedKeys.class);

    private final JWKSetSource<SecurityContext> fetched;
    private final Path file;

    RememberedKeys(JWKSetSource<SecurityContext> fetched, Path file) {
        this.fetched = fetched;
        this.file = file;
    }

    /** Another address has another file: keys of a former issuer are nobody's any more. */
    static Path file(Path folder, URI uri) {
        UUID name = UUID.nameUUIDFromBytes(uri.toString().getBytes(StandardCharsets.UTF_8));
        return folder.resolve("jwk-set-" + name + ".json");
    }

    @Override
    public JWKSet getJWKSet(
            @Nullable JWKSetCacheRefreshEvaluator refresh,
            long now,
            @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            JWKSet keys = fetched.getJWKSet(refresh, now, context).toPublicJWKSet();
            remember(keys);
            return keys;
        } catch (JWKSetUnavailableException down) {
            return recall(down);
        }
    }

    private JWKSet recall(JWKSetUnavailableException down) throws KeySourceException {
        LOG.warn("alarm sign-in-keys-not-fetched: {}", down.getMessage());
        if (!Files.exists(file)) {
            throw down;
        }
        try {
            return JWKSet.load(file.toFile());
        } catch (IOException | ParseException unreadable) {
            down.addSuppressed(unreadable);
            throw down;
        }
    }

    /** Goes on without when the disk refuses: these keys are in memory. */
    private void remember(JWKSet keys) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(beside, keys.toString(true));
            move(beside);
        } catch (IOException failure) {
            LOG.warn("alarm sign-in-keys-not-kept: {}", file, failure);
        }
    }

    private void move(Path beside) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException oldDisk) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        fetched.close();
    }
}
