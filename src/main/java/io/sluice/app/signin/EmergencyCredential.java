package io.sluice.app.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that may pause when nobody can sign in. Its token is {@code
 * sluice-emergency.NAME.SECRET} with 256 random bits, which only {@link #make} makes; what is
 * configured is a hash of it. The hash is a fast one: 2^256 secrets are not guessed at any speed,
 * and a slow hash would let whoever sends wrong ones keep the right one waiting.
 *
 * @param digest SHA-256 of the whole token, hex
 */
public record EmergencyCredential(String name, String digest) {

    /** What a token begins with. */
    static final String PREFIX = "sluice-emergency.";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern LINE =
            Pattern.compile("(" + NAME + "):sha256:(?<digest>[0-9a-f]{64})");
    private static final Pattern TOKEN =
            Pattern.compile(Pattern.quote(PREFIX) + "(" + NAME + ")\\.[A-Za-z0-9_-]{43}");
    private static final int SECRET_BYTES = 32;

    /** A new credential and its token, which is shown once and kept nowhere. */
    public record Made(EmergencyCredential credential, String token) {}

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * @param random must be a secure one
     */
    public static Made make(String name, RandomGenerator random) {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a credential: " + name);
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String token =
                PREFIX
                        + name
                        + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new Made(new EmergencyCredential(name, digestOf(token)), token);
    }

    /** As it stands in the settings. */
    public String line() {
        return name + ":sha256:" + digest;
    }

    static Optional<EmergencyCredential> parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        return parts.matches()
                ? Optional.of(new EmergencyCredential(parts.group(1), parts.group("digest")))
                : Optional.empty();
    }

    /** The name that a token claims, if it has the form of one. */
    static Optional<String> nameIn(String token) {
        Matcher parts = TOKEN.matcher(token);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    boolean isOf(String token) {
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII),
                digestOf(token).getBytes(StandardCharsets.US_ASCII));
    }

    private static String digestOf(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
