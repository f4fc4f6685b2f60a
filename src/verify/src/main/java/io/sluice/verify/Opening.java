package io.sluice.verify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code ledger-opened} at offset 0 says: enough to compute head(0) of every partition. */
record Opening(String ledgerId, int partitions) {

    private static final Set<String> DETAIL =
            Set.of("format", "ledgerId", "partitions", "partitioner");

    /**
     * Reads the record at offset 0 of a partition; whether its {@code prev} is head(0) is for the
     * chain to say.
     */
    static Opening read(LogRecord record) throws UnreadableException {
        byte[] value = record.value();
        if (record.offset() != 0 || value == null) {
            throw new UnreadableException("the partition does not begin with ledger-opened");
        }
        Entry entry = EntryReader.read(Chain.Kind.BARRIER, value);
        Optional<Entry.Barrier> opened =
                entry.barrier().filter(barrier -> barrier.effect().equals("ledger-opened"));
        Map<String, String> detail = opened.map(Entry.Barrier::detail).orElse(Map.of());
        if (!detail.keySet().equals(DETAIL) || !entry.events().isEmpty()) {
            throw new UnreadableException("the partition does not begin with ledger-opened");
        }
        says(detail, "format", "sluice-chain/1");
        says(detail, "partitioner", "sha256-mod/1");
        String id = detail.getOrDefault("ledgerId", "");
        Texts.id(id);
        return new Opening(id, number(detail.getOrDefault("partitions", "")));
    }

    private static void says(Map<String, String> detail, String name, String wanted)
            throws UnreadableException {
        if (!wanted.equals(detail.get(name))) {
            throw new UnreadableException(
                    "ledger-opened says " + name + " = " + detail.get(name) + ", not " + wanted);
        }
    }

    private static int number(String text) throws UnreadableException {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new UnreadableException("ledger-opened says partitions = " + text);
        }
        return Integer.parseInt(text);
    }
}
