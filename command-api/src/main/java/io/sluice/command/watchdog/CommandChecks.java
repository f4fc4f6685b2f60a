package io.sluice.command.watchdog;

import io.sluice.command.alarm.AlarmName;
import io.sluice.command.alarm.Alarms;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.payout.PayoutQueue;
import io.sluice.command.payout.Payouts;
import io.sluice.command.payout.ReportedToLedger;

/** Alarms about the command side that nothing is paused for. */
public final class CommandChecks implements Runnable {

    /** The part of the room for withdrawals that is left when the alarm begins, */
    private static final int LITTLE_ROOM = 5;

    /** and when it ends. */
    private static final int SOME_ROOM = 4;

    private final Circuit circuit;
    private final Payouts payouts;
    private final ReportedToLedger reports;
    private final Alarms alarms;
    private long failures;
    private long refused;

    public CommandChecks(
            Circuit circuit, Payouts payouts, ReportedToLedger reports, Alarms alarms) {
        this.circuit = circuit;
        this.payouts = payouts;
        this.reports = reports;
        this.alarms = alarms;
    }

    @Override
    public void run() {
        check(
                AlarmName.INTENT_NOT_KEPT,
                circuit.intents().isBehind(),
                "the disk lacks a pause that this node keeps in memory");
        check(
                AlarmName.CIRCUIT_NOT_COMPLETED,
                circuit.completion().isFailing(),
                "what is half done cannot be completed; the log file says why");
        checkRoom();
        long failuresNow = payouts.failures();
        if (failuresNow > failures) {
            alarms.report(
                    AlarmName.RELEASER_FAILED,
                    (failuresNow - failures) + " times; the log file says why");
        }
        failures = failuresNow;
        long refusedNow = reports.settlementsRefused();
        if (refusedNow > refused) {
            alarms.report(
                    AlarmName.SETTLEMENT_REFUSED,
                    (refusedNow - refused)
                            + " settlements that the ledger does not take; the log file names"
                            + " them");
        }
        refused = refusedNow;
    }

    private void checkRoom() {
        long most = payouts.mostOpenEach();
        long open = payouts.queues().stream().mapToLong(PayoutQueue::open).max().orElse(0);
        check(
                AlarmName.MANY_OPEN,
                most - open
                        <= most / (alarms.isActive(AlarmName.MANY_OPEN) ? SOME_ROOM : LITTLE_ROOM),
                open + " withdrawals are open in a partition, which has room for " + most);
    }

    private void check(AlarmName name, boolean holds, String evidence) {
        if (holds) {
            alarms.raise(name, evidence);
        } else {
            alarms.clear(name);
        }
    }
}
