package io.sluice.log.chain;

import io.sluice.log.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of the chain. Stateless; each call uses a digest of its own. */
public final class ChainHash {

    /** Names the format in the genesis head and in the ledger's opening. */
    public static final String FORMAT = "sluice-chain/1";

    /** How accounts are spread over partitions, as a number in the genesis head. */
    public static final int ROUTING_VERSION = 1;

    private ChainHash() {}

    /** The head before the first record. */
    public static Head genesis(String ledgerId, int partition, int partitions) {
        MessageDigest digest = sha256();
        updatePrefixed(digest, FORMAT.getBytes(StandardCharsets.UTF_8));
        updatePrefixed(digest, ledgerId.getBytes(StandardCharsets.UTF_8));
        updatePrefixed(digest, fourBytes(partition));
        updatePrefixed(digest, fourBytes(partitions));
        updatePrefixed(digest, fourBytes(ROUTING_VERSION));
        return Head.of(digest.digest());
    }

    /** The head after an entry that counts. */
    public static Head after(Head head, ChainRecord entry) {
        byte[] entryHash = entryHash(entry);
        MessageDigest digest = sha256();
        digest.update(head.toBytes());
        digest.update(entryHash);
        return Head.of(digest.digest());
    }

    /** Over everything that an entry says: kind, prev, key and value. */
    public static byte[] entryHash(ChainRecord entry) {
        MessageDigest digest = sha256();
        updatePrefixed(digest, new byte[] {entry.kind().code()});
        updatePrefixed(digest, entry.prev().toBytes());
        updatePrefixed(digest, entry.key());
        updatePrefixed(digest, entry.value());
        return digest.digest();
    }

    /** The partition in which the account of that name lives ({@code sha256-mod/1}). */
    public static int partitionOf(String routingKey, int partitions) {
        byte[] hash = sha256().digest(routingKey.getBytes(StandardCharsets.UTF_8));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), partitions);
    }

    private static void updatePrefixed(MessageDigest digest, byte[] bytes) {
        digest.update(fourBytes(bytes.length));
        digest.update(bytes);
    }

    private static byte[] fourBytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
