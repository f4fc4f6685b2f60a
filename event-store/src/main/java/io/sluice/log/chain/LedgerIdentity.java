package io.sluice.log.chain;

import io.sluice.log.Head;
import io.sluice.log.UndecodableEntryException;
import java.util.Map;
import java.util.Optional;

/**
 * Which ledger this is and how it is divided: what the barrier at offset 0 of each partition says.
 */
public record LedgerIdentity(String ledgerId, int partitions) {

    private static final String PARTITIONER = "sha256-mod/1";

    public Head genesis(int partition) {
        return ChainHash.genesis(ledgerId, partition, partitions);
    }

    /** The detail of barrier {@code ledger-opened}. */
    public Map<String, String> toDetail() {
        return Map.of(
                "format",
                ChainHash.FORMAT,
                "ledgerId",
                ledgerId,
                "partitions",
                Integer.toString(partitions),
                "partitioner",
                PARTITIONER);
    }

    /**
     * Reads the identity from a partition's first entry.
     *
     * @throws UndecodableEntryException where that entry does not open a ledger of this format and
     *     routing
     */
    public static LedgerIdentity of(EntryValue first) {
        Optional<Map<String, String>> detail =
                first.barrier()
                        .filter(
                                barrier ->
                                        barrier.effect().equals(BarrierEffect.LEDGER_OPENED.wire()))
                        .map(EntryValue.Barrier::detail);
        Map<String, String> said =
                detail.orElseThrow(
                        () ->
                                new UndecodableEntryException(
                                        "the first entry does not open a ledger"));
        LedgerIdentity identity =
                new LedgerIdentity(member(said, "ledgerId"), number(member(said, "partitions")));
        if (!identity.toDetail().equals(said)) {
            throw new UndecodableEntryException(
                    "the ledger was opened with another format or routing: " + said);
        }
        return identity;
    }

    private static String member(Map<String, String> detail, String name) {
        String value = detail.get(name);
        if (value == null) {
            throw new UndecodableEntryException("the ledger's opening does not say its " + name);
        }
        return value;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new UndecodableEntryException(
                    "the ledger's opening names no number of partitions: " + text, notANumber);
        }
    }
}
