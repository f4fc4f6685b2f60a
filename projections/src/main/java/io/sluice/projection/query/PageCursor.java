package io.sluice.projection.query;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended: the last row's key, and a mark of the filters, so that a cursor of another
 * list is refused instead of quietly giving other rows. Opaque to callers.
 */
record PageCursor(Instant requestedAt, UUID withdrawalId) {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 8 + 16 + 8;

    String encode(WithdrawalFilter filter) {
        ByteBuffer bytes =
                ByteBuffer.allocate(BYTES)
                        .put(VERSION)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, requestedAt))
                        .putLong(withdrawalId.getMostSignificantBits())
                        .putLong(withdrawalId.getLeastSignificantBits())
                        .putLong(mark(filter));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * @throws io.sluice.ledger.refusal.RefusedException when it is not a cursor of that list
     */
    static PageCursor decode(String text, WithdrawalFilter filter) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            boolean known = bytes.remaining() == BYTES && bytes.get() == VERSION;
            PageCursor cursor =
                    new PageCursor(
                            Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
                            new UUID(bytes.getLong(), bytes.getLong()));
            if (known && bytes.getLong() == mark(filter) && cursor.encode(filter).equals(text)) {
                return cursor;
            }
        } catch (IllegalArgumentException
                | BufferUnderflowException
                | DateTimeException
                | ArithmeticException notOurs) {
            throw Refusals.invalidCursor();
        }
        throw Refusals.invalidCursor();
    }

    private static long mark(WithdrawalFilter filter) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(filter.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
