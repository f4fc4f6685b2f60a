package io.sluice.projection.query;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.util.Map;
import java.util.Optional;

/** What the queries refuse with. */
final class Refusals {

    private Refusals() {}

    static RefusedException malformed(String detail) {
        return new RefusedException(ErrorCode.MALFORMED_REQUEST, detail);
    }

    static RefusedException invalidCursor() {
        return new RefusedException(
                ErrorCode.INVALID_CURSOR,
                "The cursor is not one that this list gave for these filters.");
    }

    static RefusedException invalidPosition(String position) {
        return new RefusedException(
                ErrorCode.INVALID_POSITION, "The ledger has no position " + position + ".");
    }

    static RefusedException noAccount(String id) {
        return new RefusedException(ErrorCode.ACCOUNT_NOT_FOUND, "There is no account " + id + ".");
    }

    static RefusedException noWithdrawal(String id) {
        return new RefusedException(
                ErrorCode.WITHDRAWAL_NOT_FOUND, "The account has no withdrawal " + id + ".");
    }

    static RefusedException notYetVisible(String position) {
        return after(
                ErrorCode.NOT_YET_VISIBLE, "Not yet visible here: " + position + ". Try again.");
    }

    static RefusedException projectionUnavailable() {
        return after(
                ErrorCode.PROJECTION_UNAVAILABLE,
                "Lists cannot be read right now; accounts and withdrawals can, by id.");
    }

    static RefusedException ownerUnreachable() {
        return after(
                ErrorCode.STORE_UNAVAILABLE, "The owner of this account cannot be reached now.");
    }

    private static RefusedException after(ErrorCode code, String detail) {
        return new RefusedException(code, detail, Map.of(), Optional.of(1));
    }
}
