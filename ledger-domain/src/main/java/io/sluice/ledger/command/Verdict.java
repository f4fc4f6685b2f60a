package io.sluice.ledger.command;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.refusal.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a decision says. An exception instead of a verdict means a bug or a broken log. */
public sealed interface Verdict {

    static Verdict accepted(LedgerEvent... events) {
        return new Accepted(List.of(events));
    }

    static Verdict refused(ErrorCode code, String detail) {
        return new Refused(code, detail, Map.of());
    }

    /** Append these events, all in one entry; never empty. */
    record Accepted(List<LedgerEvent> events) implements Verdict {
        public Accepted {
            if (events.isEmpty()) {
                throw new IllegalArgumentException("accepted, yet nothing happened");
            }
            events = List.copyOf(events);
        }
    }

    /**
     * What was asked holds already; append nothing, answer the first outcome again.
     *
     * @param firstEvents the events of the first outcome
     * @param firstSequence the number of the first of them within its partition, from which its
     *     position is found
     */
    record Repeated(List<LedgerEvent> firstEvents, long firstSequence) implements Verdict {
        public Repeated {
            firstEvents = List.copyOf(firstEvents);
        }
    }

    /**
     * Nothing changes, and the idempotency key is not used up.
     *
     * @param detail one sentence for the caller; holds nothing internal
     * @param extensions further members of the problem document, by name
     */
    record Refused(ErrorCode code, String detail, Map<String, Object> extensions)
            implements Verdict {
        public Refused {
            extensions = Map.copyOf(extensions);
        }
    }

    /** The refusal in here, if this is one. */
    default Optional<Refused> refusal() {
        return switch (this) {
            case Refused refused -> Optional.of(refused);
            case Accepted _, Repeated _ -> Optional.empty();
        };
    }
}
