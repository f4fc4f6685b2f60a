package io.sluice.verify;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One withdrawal as folded so far: the terms of its request, and where it stands. */
final class Withdrawal {

    enum Status {
        AWAITING_APPROVAL,
        REQUESTED,
        HELD,
        RELEASED,
        SUBMITTED,
        UNKNOWN,
        SETTLED,
        FAILED,
        CANCELLED,
        REJECTED
    }

    private static final Set<Status> AWAITING = EnumSet.of(Status.AWAITING_APPROVAL);
    private static final Set<Status> HERE =
            EnumSet.of(Status.AWAITING_APPROVAL, Status.REQUESTED, Status.HELD);

    private static final Set<Status> QUEUED = EnumSet.of(Status.REQUESTED, Status.HELD);
    private static final Set<Status> LEAVING =
            EnumSet.of(Status.RELEASED, Status.SUBMITTED, Status.UNKNOWN);

    private final String account;
    private final String asset;
    private final String network;
    private final BigInteger amount;
    private final BigInteger fee;
    private final List<String> destination;
    private Status status;
    private boolean released;
    private boolean submitted;

    Withdrawal(Fact requested) {
        account = requested.text("accountId");
        asset = requested.text("asset");
        network = requested.text("network");
        amount = requested.amount("amount");
        fee = requested.amount("fee");
        destination = requested.destination();
        status =
                requested.awaitsApprovalOf().isPresent()
                        ? Status.AWAITING_APPROVAL
                        : Status.REQUESTED;
    }

    /** Whether the order of events allows it now; if so, it is where the event puts it. */
    boolean moves(EventType type) {
        return switch (type) {
            case WITHDRAWAL_HELD -> from(QUEUED, Status.HELD);
            case WITHDRAWAL_APPROVED -> from(AWAITING, Status.REQUESTED);
            case WITHDRAWAL_REJECTED -> from(AWAITING, Status.REJECTED);
            case WITHDRAWAL_CANCELLED, WITHDRAWAL_EXPIRED -> from(HERE, Status.CANCELLED);
            case WITHDRAWAL_RELEASED -> {
                released = true;
                yield from(QUEUED, Status.RELEASED);
            }
            case WITHDRAWAL_SUBMITTED -> {
                boolean first = !submitted;
                submitted = true;
                yield first && from(LEAVING, Status.SUBMITTED);
            }
            case WITHDRAWAL_OUTCOME_UNKNOWN -> from(LEAVING, Status.UNKNOWN);
            case WITHDRAWAL_SETTLED -> from(LEAVING, Status.SETTLED);
            case WITHDRAWAL_FAILED -> from(LEAVING, Status.FAILED);
            case WITHDRAWAL_REQUESTED,
                    ACCOUNT_OPENED,
                    ACCOUNT_FROZEN,
                    ACCOUNT_UNFROZEN,
                    ACCOUNT_CLOSED,
                    DEPOSIT_CREDITED,
                    PAUSE_OPENED,
                    RESUMPTION_ASKED,
                    RESUMPTION_DECIDED,
                    EXTENSION_DECIDED,
                    PAUSE_EXTENDED,
                    PAUSE_RESUMED ->
                    false;
        };
    }

    private boolean from(Set<Status> legal, Status next) {
        if (!legal.contains(status)) {
            return false;
        }
        status = next;
        return true;
    }

    String account() {
        return account;
    }

    String asset() {
        return asset;
    }

    String network() {
        return network;
    }

    BigInteger amount() {
        return amount;
    }

    BigInteger fee() {
        return fee;
    }

    List<String> destination() {
        return destination;
    }

    Status status() {
        return status;
    }

    boolean released() {
        return released;
    }
}
