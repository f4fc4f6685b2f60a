package io.sluice.command.bus;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.LogPosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a command; every one of them is durable or rests on durable entries. */
public sealed interface CommandOutcome {

    /** Its events are in the chain, in the entry at that position. */
    record Accepted(List<LedgerEvent> events, LogPosition position) implements CommandOutcome {}

    /** It was accepted before: the first outcome again. */
    record Repeated(List<LedgerEvent> events, LogPosition position) implements CommandOutcome {}

    /** Nothing happened, and the state that said so is confirmed. */
    record Refused(ErrorCode code, String detail, Map<String, Object> extensions)
            implements CommandOutcome {

        public RefusedException toException() {
            return new RefusedException(code, detail, extensions, Optional.empty());
        }
    }
}
