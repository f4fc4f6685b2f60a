package io.sluice.failpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a process can be made to end. The constant's name is the setting's: {@code
 * PAUSE_AFTER_INTENT} is {@code pause.after-intent}. A place that is passed once a partition, a
 * pause or a withdrawal is told apart by how often it was reached.
 */
public enum Failpoint {
    /** A pause was asked for and judged; nothing knows of it yet. */
    PAUSE_BEFORE_INTENT,
    /** This node's gate is shut; its disk may not know yet. */
    PAUSE_AFTER_INTENT,
    /** The intent's file is written beside, synced and not renamed: a crash forgets it. */
    PAUSE_INTENT_BEFORE_RENAME,
    /** The intent is on this node's disk. */
    PAUSE_INTENT_ON_DISK,
    /** A partition's barrier is about to be sent through its owner; once a partition. */
    PAUSE_BEFORE_BARRIER,
    /** A barrier is about to go past a silent owner; once a partition. */
    PAUSE_BEFORE_DIRECT_BARRIER,
    /** A partition's barrier was read back, whichever way it came; once a partition and way. */
    PAUSE_AFTER_BARRIER,
    /** It stands everywhere; nothing is guarded and nobody was told. */
    PAUSE_AFTER_ALL_BARRIERS,
    /** A fence was guarded; once a partition. */
    PAUSE_AFTER_GUARD,
    /** All that will be named is guarded, the intent is dropped where nothing is pending. */
    PAUSE_BEFORE_ANSWER,

    /** A resumption was judged and nothing is decided; once a pause. */
    RESUME_BEFORE_DECISION,
    /** The decision was read back and is carried nowhere yet; once a pause. */
    RESUME_AFTER_DECISION,
    /** A decided resumption is about to be sent to one partition. */
    RESUME_BEFORE_APPLY,
    /** One partition has resumed. */
    RESUME_AFTER_APPLY,
    /** It is decided, carried as far as can be, and nobody was told. */
    RESUME_BEFORE_ANSWER,

    /** The change of a pause's end was read back and is carried nowhere yet. */
    EXTEND_AFTER_DECISION,
    /** That a pause lifts itself was decided and read back, and is carried nowhere yet. */
    LIFT_AFTER_DECISION,

    /** A batch was chosen and no release is appended. */
    PAYOUT_BEFORE_RELEASE,
    /** The releases are confirmed and nothing is handed over; once a batch. */
    PAYOUT_AFTER_RELEASE,
    /** One instruction is about to be handed over. */
    PAYOUT_BEFORE_HAND_OVER,
    /** One instruction was handed over. */
    PAYOUT_AFTER_HAND_OVER,
    /** The rail reported, and the ledger was not asked yet to record it. */
    PAYOUT_AFTER_REPORT,
    /** The report is recorded, and the rail does not know. */
    PAYOUT_AFTER_RECORD,
    /** The sandbox rail is about to do what it was asked. */
    RAIL_BEFORE_EFFECT,
    /** The sandbox rail has done it (its journal says so) and has not reported it. */
    RAIL_AFTER_EFFECT,

    /** An entry is about to be sent; once an entry. */
    WRITER_BEFORE_SEND,
    /** An entry was sent and not read back. */
    WRITER_AFTER_SEND,
    /** An entry of this writer was read back, and nobody was answered. */
    WRITER_BEFORE_ANSWER;

    /** For example {@code pause.after-intent}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("-", ".");
    }

    static Optional<Failpoint> of(String wire) {
        return Arrays.stream(values()).filter(point -> point.wire().equals(wire)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Failpoint::wire).collect(Collectors.joining(", "));
    }
}
