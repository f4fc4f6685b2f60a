package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.UnreadableFigures;
import io.sluice.ledger.command.Verdict;

/** Refuses what cannot be read with the first code that applies. */
final class UnreadableSlice implements Slice<Unreadable> {

    private final OpenRoom room;

    UnreadableSlice(OpenRoom room) {
        this.room = room;
    }

    @Override
    public Verdict decide(Unreadable command, CommandHeader header, States states) {
        FirstOutcome first = states.firstOutcome(header);
        if (command.asksForWithdrawal()
                && first instanceof FirstOutcome.None
                && !room.isLeft(states.partition())) {
            return RequestWithdrawalSlice.NO_ROOM;
        }
        return UnreadableFigures.refuse(
                command.found(),
                states.account(command.accountId()),
                first,
                command.deposit().map(states::deposit).orElse(DepositByReference.initial()));
    }
}
