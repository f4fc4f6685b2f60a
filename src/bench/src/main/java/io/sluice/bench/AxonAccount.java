package io.sluice.bench;

import java.util.UUID;

/** An account as an event-sourced entity in Axon's usual way. Immutable. */
record AxonAccount(String accountId, long available, long reserved) {

    /** Asks for a withdrawal. */
    record RequestWithdrawal(
            UUID withdrawalId,
            String accountId,
            String asset,
            String network,
            long amount,
            long fee,
            String address) {}

    /** The account was opened with so much. */
    record AccountFunded(String accountId, String asset, long amount) {}

    /** Amount and fee are reserved. */
    record WithdrawalRequested(
            UUID withdrawalId,
            String accountId,
            String asset,
            String network,
            long amount,
            long fee,
            String address) {}

    static AxonAccount unknown(String accountId) {
        return new AxonAccount(accountId, 0, 0);
    }

    boolean covers(RequestWithdrawal command) {
        return available >= command.amount() + command.fee();
    }

    static WithdrawalRequested requested(RequestWithdrawal command) {
        return new WithdrawalRequested(
                command.withdrawalId(),
                command.accountId(),
                command.asset(),
                command.network(),
                command.amount(),
                command.fee(),
                command.address());
    }

    AxonAccount after(AccountFunded event) {
        return new AxonAccount(accountId, available + event.amount(), reserved);
    }

    AxonAccount after(WithdrawalRequested event) {
        long both = event.amount() + event.fee();
        return new AxonAccount(accountId, available - both, reserved + both);
    }
}
