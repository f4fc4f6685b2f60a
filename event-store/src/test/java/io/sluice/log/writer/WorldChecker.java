package io.sluice.log.writer;

import io.sluice.log.Head;
import io.sluice.log.RawRecord;
import io.sluice.log.TextPayloads;
import io.sluice.log.WriterState;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.chain.LedgerIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recounts a world from its raw records by the specification, and holds what clients were told
 * against that.
 */
final class WorldChecker {

    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> effects = new HashMap<>();
    private final SeededWorld world;
    private Head head;

    private WorldChecker(SeededWorld world) {
        this.world = world;
        EntryCodec codec = new EntryCodec(new TextPayloads());
        RawRecord first = world.log().records().getFirst();
        this.head =
                LedgerIdentity.of(codec.decode(ChainRecord.parse(first).orElseThrow().value()))
                        .genesis(0);
    }

    /** What is wrong; empty when nothing is. */
    static List<String> check(SeededWorld world) {
        WorldChecker checker = new WorldChecker(world);
        checker.recount();
        checker.holdAnswersAgainstChain();
        checker.compareReaders();
        return checker.findings;
    }

    private void recount() {
        EntryCodec codec = new EntryCodec(new TextPayloads());
        int balance = 0;
        Set<String> pauses = new HashSet<>();
        for (RawRecord raw : world.log().records()) {
            ChainRecord record = ChainRecord.parse(raw).orElseThrow();
            if (record.kind() == EntryKind.COMMIT && !record.prev().equals(head)) {
                continue;
            }
            head = ChainHash.after(head, record);
            EntryValue value = codec.decode(record.value());
            for (var event : value.events()) {
                String[] said = event.payload().toString().split(":", -1);
                effects.merge(said[said.length - 1], 1, Integer::sum);
                switch (said[0]) {
                    case "deposit" -> balance++;
                    case "withdraw" -> {
                        balance--;
                        if (!pauses.isEmpty()) {
                            findings.add(
                                    "released behind pause "
                                            + pauses
                                            + " at offset "
                                            + raw.offset());
                        }
                    }
                    case "pause" -> pauses.add(said[1]);
                    default -> pauses.remove(said[1]);
                }
                if (balance < 0) {
                    findings.add("balance is negative at offset " + raw.offset());
                }
            }
        }
    }

    private void holdAnswersAgainstChain() {
        for (SeededWorld.Asked question : world.asked()) {
            int times = effects.getOrDefault(question.id, 0);
            String told = question.told == null ? "nothing" : question.told;
            boolean barrier = question.what.equals("pause");
            if (times > 1 && !barrier) {
                findings.add("two effects: " + question);
            }
            switch (told) {
                case "ok" -> require(times >= 1, "told ok and not in the chain: " + question);
                case "refused", "read" -> {
                    require(times == 0, "told refused and in the chain: " + question);
                    require(
                            question.seenEvents >= question.knownBefore,
                            "answered from a stale state: " + question);
                }
                default -> {}
            }
        }
    }

    private void compareReaders() {
        for (WorldWriter writer : world.writers()) {
            if (!writer.isBehind() && !writer.replay().head().equals(head)) {
                findings.add("a reader has another head");
            }
            if (writer.state() != WriterState.SERVING || !writer.isIdle()) {
                findings.add(
                        "no progress: a writer is " + writer.state() + " after the faults ended");
            }
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }
}
