package io.sluice.log.writer;

import io.sluice.log.CountedEntry;
import java.util.Optional;

/** Where the replay of a partition begins, and whether it may. */
sealed interface Beginning {

    /** At the first record, with an empty index. */
    record First() implements Beginning {}

    /** Behind an entry that both the index and the log hold. */
    record After(CountedEntry last) implements Beginning {}

    /** The log has lost what the index holds: nothing is read, for a person to look at. */
    record Refused(String objection) implements Beginning {}

    /** The entry behind which it begins. */
    default Optional<CountedEntry> behind() {
        return this instanceof After(CountedEntry last) ? Optional.of(last) : Optional.empty();
    }
}
