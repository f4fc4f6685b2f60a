package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.UnreadableFigures;
import io.sluice.ledger.command.Verdict;
import java.util.Optional;

/** Refuses what cannot be read with the first code that applies. */
final class UnreadableSlice implements Slice<Unreadable> {

    private final OpenRoom room;

    UnreadableSlice(OpenRoom room) {
        this.room = room;
    }

    @Override
    public Verdict decide(Unreadable command, CommandHeader header, States states) {
        FirstOutcome first = states.firstOutcome(header);
        Optional<Verdict> noRoom =
                command.asksForWithdrawal()
                        ? room.refusal(states.partition(), first)
                        : Optional.empty();
        return noRoom.orElseGet(() -> refuse(command, states, first));
    }

    private static Verdict refuse(Unreadable command, States states, FirstOutcome first) {
        return UnreadableFigures.refuse(
                command.found(),
                states.account(command.accountId()),
                first,
                command.deposit().map(states::deposit).orElse(DepositByReference.initial()));
    }
}
