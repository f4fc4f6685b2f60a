package io.sluice.command.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;

/** Entity tags of RFC 9110: the same body has the same tag on every node. */
final class EntityTags {

    private static final int BYTES = 16;

    private EntityTags() {}

    static String of(byte[] body) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(sha, BYTES)) + '"';
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    /** Weak comparison, as If-None-Match asks for. */
    static boolean isAmong(String tag, Enumeration<String> ifNoneMatch) {
        return Collections.list(ifNoneMatch).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .map(given -> given.startsWith("W/") ? given.substring(2) : given)
                .anyMatch(given -> given.equals("*") || given.equals(tag));
    }
}
