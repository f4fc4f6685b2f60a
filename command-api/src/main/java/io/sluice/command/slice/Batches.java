package io.sluice.command.slice;

import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.refusal.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** Many verdicts as one. */
final class Batches {

    private Batches() {}

    static Stream<LedgerEvent> accepted(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted.events().stream();
            case Verdict.Repeated repeated -> Stream.empty();
            case Verdict.Refused refused -> Stream.empty();
        };
    }

    static Verdict verdict(List<LedgerEvent> events) {
        return events.isEmpty()
                ? Verdict.refused(ErrorCode.ILLEGAL_TRANSITION, "None of these can go now.")
                : new Verdict.Accepted(events);
    }
}
