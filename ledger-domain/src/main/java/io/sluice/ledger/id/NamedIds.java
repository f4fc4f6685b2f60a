package io.sluice.ledger.id;

import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from names (UUID version 5, RFC 9562 section 5.5), so that the same command finds
 * the same thing for ever.
 *
 * <p>The name is the UTF-8 parts, each preceded by its length as four bytes big-endian, the first
 * part being the kind of id: no two lists of parts give the same bytes.
 */
public final class NamedIds {

    /** The namespace of all of Sluice's named ids; fixed for ever. */
    private static final UUID NAMESPACE = UUID.fromString("6f1c2f5e-3a54-5d0c-9b1b-5a6c0d1e7f20");

    private NamedIds() {}

    /**
     * The value of tag {@code key}: one per (account, idempotency key), for as long as the ledger
     * lives.
     */
    public static UUID commandKey(AccountId account, String idempotencyKey) {
        return name("key", account.value(), idempotencyKey);
    }

    /** The key of a circuit command: the circuit's own name space, apart from every account's. */
    public static UUID circuitKey(String idempotencyKey) {
        return name("circuit-key", idempotencyKey);
    }

    /** The value of tag {@code reference} and the id of the deposit that it makes. */
    public static DepositId deposit(AccountId account, Asset asset, String reference) {
        return new DepositId(name("deposit", account.value(), asset.code(), reference));
    }

    /**
     * The value of tag {@code destination}: one per account, network, address and memo, or their
     * lack of one.
     */
    public static UUID destination(AccountId account, Network network, Destination destination) {
        return destination
                .memo()
                .map(
                        memo ->
                                name(
                                        "destination",
                                        account.value(),
                                        network.name(),
                                        destination.address(),
                                        memo))
                .orElseGet(
                        () ->
                                name(
                                        "destination",
                                        account.value(),
                                        network.name(),
                                        destination.address()));
    }

    /** The withdrawal that the command with this key makes. */
    public static WithdrawalId withdrawal(UUID commandKey) {
        return new WithdrawalId(name("withdrawal", commandKey.toString()));
    }

    /** The pause that the circuit command with this key makes. */
    public static PauseId pause(UUID circuitKey) {
        return new PauseId(name("pause", circuitKey.toString()));
    }

    /** The resumption that the circuit command with this key makes. */
    public static ResumptionId resumption(UUID circuitKey) {
        return new ResumptionId(name("resumption", circuitKey.toString()));
    }

    /** The change of a pause's end that the circuit command with this key makes. */
    public static ExtensionId extension(UUID circuitKey) {
        return new ExtensionId(name("extension", circuitKey.toString()));
    }

    /** The resumption by which a pause lifts itself at its end: a pause has one at most. */
    public static ResumptionId lift(PauseId pause) {
        return new ResumptionId(name("lift", pause.toString()));
    }

    private static UUID name(String... parts) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        for (String part : parts) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            sha1.update(ByteBuffer.allocate(4).putInt(utf8.length).array());
            sha1.update(utf8);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-1", absent);
        }
    }
}
