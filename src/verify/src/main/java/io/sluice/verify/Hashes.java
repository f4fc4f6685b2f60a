package io.sluice.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The hashes of chain-log.md and the named ids of events.md. */
final class Hashes {

    private static final UUID NAMESPACE = UUID.fromString("6f1c2f5e-3a54-5d0c-9b1b-5a6c0d1e7f20");
    private static final int ROUTING = 1;

    private Hashes() {}

    static byte[] genesis(String ledgerId, int partition, int partitions) {
        MessageDigest sha = digest("SHA-256");
        prefixed(sha, utf8("sluice-chain/1"));
        prefixed(sha, utf8(ledgerId));
        prefixed(sha, u32(partition));
        prefixed(sha, u32(partitions));
        prefixed(sha, u32(ROUTING));
        return sha.digest();
    }

    static byte[] entry(byte[] kind, byte[] prev, byte[] key, byte[] value) {
        MessageDigest sha = digest("SHA-256");
        prefixed(sha, kind);
        prefixed(sha, prev);
        prefixed(sha, key);
        prefixed(sha, value);
        return sha.digest();
    }

    static byte[] next(byte[] head, byte[] entryHash) {
        MessageDigest sha = digest("SHA-256");
        sha.update(head);
        return sha.digest(entryHash);
    }

    /** The partition in which an account lives: routing 1. */
    static int partitionOf(String accountId, int partitions) {
        byte[] hash = digest("SHA-256").digest(utf8(accountId));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), partitions);
    }

    /** UUID version 5 over the ledger's namespace: the kind of id, then its parts. */
    static UUID named(String kind, String... parts) {
        MessageDigest sha = digest("SHA-1");
        sha.update(u64(NAMESPACE.getMostSignificantBits()));
        sha.update(u64(NAMESPACE.getLeastSignificantBits()));
        prefixed(sha, utf8(kind));
        for (String part : parts) {
            prefixed(sha, utf8(part));
        }
        byte[] hash = sha.digest();
        hash[6] = (byte) ((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(hash);
        return new UUID(halves.getLong(), halves.getLong());
    }

    private static void prefixed(MessageDigest digest, byte[] part) {
        digest.update(u32(part.length));
        digest.update(part);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] u32(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has " + algorithm, absent);
        }
    }
}
