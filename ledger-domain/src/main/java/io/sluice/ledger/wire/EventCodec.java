package io.sluice.ledger.wire;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import java.util.List;

/**
 * Events as the JSON of {@code src/docs/events.md} and back. Strict both ways: what it does not
 * know it refuses, and what it writes it would read. Names, versions and shapes are frozen; golden
 * files hold them.
 */
public final class EventCodec {

    private static final String FIRST = "1";
    private static final String SECOND = "2";

    private EventCodec() {}

    /** The event's frozen wire name, for example {@code withdrawal-requested}. */
    public static String typeOf(LedgerEvent event) {
        return switch (event) {
            case AccountOpened _ -> "account-opened";
            case AccountFrozen _ -> "account-frozen";
            case AccountUnfrozen _ -> "account-unfrozen";
            case AccountClosed _ -> "account-closed";
            case DepositCredited _ -> "deposit-credited";
            case WithdrawalRequested _ -> "withdrawal-requested";
            case WithdrawalHeld _ -> "withdrawal-held";
            case WithdrawalReleased _ -> "withdrawal-released";
            case WithdrawalSubmitted _ -> "withdrawal-submitted";
            case WithdrawalSettled _ -> "withdrawal-settled";
            case WithdrawalFailed _ -> "withdrawal-failed";
            case WithdrawalOutcomeUnknown _ -> "withdrawal-outcome-unknown";
            case WithdrawalCancelled _ -> "withdrawal-cancelled";
            case WithdrawalApproved _ -> "withdrawal-approved";
            case WithdrawalRejected _ -> "withdrawal-rejected";
            case WithdrawalExpired _ -> "withdrawal-expired";
            case PauseOpened _ -> "pause-opened";
            case ResumptionAsked _ -> "resumption-asked";
            case ExtensionDecided _ -> "extension-decided";
            case PauseExtended _ -> "pause-extended";
            case ResumptionDecided _ -> "resumption-decided";
            case PauseResumed _ -> "pause-resumed";
        };
    }

    /** The version in which the event is written: the first that can say it. */
    public static String versionOf(LedgerEvent event) {
        return switch (event) {
            case WithdrawalRequested e -> e.admission().isPresent() ? SECOND : FIRST;
            case PauseOpened e when e.liftsAtEnd() -> SECOND;
            case WithdrawalReleased _ -> SECOND;
            case ResumptionDecided e when !isByOne(e) -> SECOND;
            case LedgerEvent.AccountEvent _, LedgerEvent.CircuitEvent _ -> FIRST;
        };
    }

    /** One person was enough. */
    static boolean isByOne(ResumptionDecided event) {
        return !event.breakGlass() && event.askedBy().equals(List.of(event.decidedBy()));
    }

    /**
     * UTF-8 JSON of the payload; the same event gives the same bytes.
     *
     * @throws IllegalArgumentException when the event cannot be said in its version: a time finer
     *     than microseconds, or text that is not Unicode
     */
    public static byte[] encode(LedgerEvent event) {
        return EventWriter.write(event);
    }

    /**
     * @throws UnreadableEventException when type or version is unknown, or the JSON is not exactly
     *     of their shape
     */
    public static LedgerEvent decode(String type, String version, byte[] json) {
        try {
            return EventReader.read(type, version, json);
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableEventException(
                    "not a " + type + " v" + version + ": " + wrong.getMessage(), wrong);
        }
    }
}
