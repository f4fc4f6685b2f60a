package io.sluice.log.index;

import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Everything that can be asked of an index about a log, and the answers as texts. */
final class IndexQuestions {

    private final List<EventTag> tags;
    private final long records;
    private final long seed;

    private IndexQuestions(List<EventTag> tags, long records, long seed) {
        this.tags = tags;
        this.records = records;
        this.seed = seed;
    }

    /** Questions that an index which holds the whole log can say most about. */
    static IndexQuestions about(PartitionIndex index, long records, long seed) {
        TreeSet<String> names = new TreeSet<>();
        for (long s = 0; s < index.nextSequence(); s++) {
            for (EventTag tag : index.event(s).tags()) {
                names.add(tag.name() + " " + tag.value());
            }
        }
        names.add("account nobody");
        names.add("key unseen");
        return new IndexQuestions(
                names.stream()
                        .map(name -> name.split(" ", 2))
                        .map(parts -> new EventTag(parts[0], parts[1]))
                        .toList(),
                records,
                seed);
    }

    /** The answers, in an order that the seed gives, so that nothing is only read in passing. */
    List<String> ask(PartitionIndex index) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> answers = new ArrayList<>();
        long events = index.nextSequence();
        answers.add("next " + events + " last " + index.last());
        for (EventTag tag : tags) {
            answers.add(tag + " there " + index.has(tag));
            answers.add(tag + " still there " + index.has(tag));
            answers.add(tag + " " + sequences(index, tag, 0));
            answers.add(tag + " later " + sequences(index, tag, random.nextLong(events + 2)));
        }
        for (int i = 0; i < 2 * records; i++) {
            long sequence = random.nextLong(-1, events + 2);
            answers.add("entry of " + sequence + " " + index.entryOf(sequence));
            long alone = random.nextLong(events);
            answers.add("alone " + index.entryTimeOf(alone) + " " + index.event(alone));
            long offset = random.nextLong(-1, records + 2);
            answers.add("entry at " + offset + " " + index.entryAt(offset));
        }
        for (int i = 0; i < 50; i++) {
            long offset = random.nextLong(-1, records + 2);
            answers.add("from " + offset + " " + index.entriesFrom(offset, random.nextInt(40)));
        }
        for (long s = 0; s < events; s++) { // in passing, as a projection reads
            StoredEvent event = index.event(s);
            answers.add(event.id() + " in " + Objects.hash(index.entryOf(s)));
        }
        for (EventTag tag : tags) { // as a state is folded
            for (long sequence : index.sequencesOf(tag, 0)) {
                answers.add("one of " + tag + " " + index.event(sequence));
            }
        }
        for (String prefix : List.of("", "l", "moved/", "moved/account-1", "none")) {
            index.notes()
                    .forEach(
                            prefix,
                            (name, value) -> {
                                String hex = HexFormat.of().formatHex(value);
                                answers.add(prefix + " note " + name + " " + hex);
                                answers.add(
                                        "alone "
                                                + index.notes()
                                                        .get(name)
                                                        .map(HexFormat.of()::formatHex));
                            });
        }
        return answers;
    }

    private static String sequences(PartitionIndex index, EventTag tag, long from) {
        return from + ": " + Arrays.toString(index.sequencesOf(tag, from));
    }
}
