package io.sluice.command.rail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over timestamp and body, so that neither can be changed and an old request cannot be
 * sent again later: {@code t=<unix seconds>,v1=<hex>}, with one {@code v1} for each secret.
 */
final class Signature {

    static final String HEADER = "Sluice-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final List<byte[]> secrets;

    /**
     * @param secrets the current one, and while a rotation lasts the one before it
     */
    Signature(List<byte[]> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    String of(Instant now, byte[] body) {
        long seconds = now.getEpochSecond();
        return secrets.stream()
                .map(secret -> "v1=" + hex(secret, seconds, body))
                .collect(Collectors.joining(",", "t=" + seconds + ",", ""));
    }

    private static String hex(byte[] secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }
}
