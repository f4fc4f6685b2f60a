package io.sluice.ledger.withdrawal;

/** Where a withdrawal is in its life, as the API names it. */
public enum WithdrawalStatus {
    REQUESTED(Money.HELD),
    AWAITING_APPROVAL(Money.HELD),
    HELD(Money.HELD),
    RELEASED(Money.LEAVING),
    SUBMITTED(Money.LEAVING),
    SETTLED(Money.GONE),
    FAILED(Money.BACK),
    UNKNOWN(Money.LEAVING),
    CANCELLED(Money.BACK),
    REJECTED(Money.BACK);

    private final Money money;

    WithdrawalStatus(Money money) {
        this.money = money;
    }

    public Money money() {
        return money;
    }

    /** Whether it never moves again. */
    public boolean isFinal() {
        return money == Money.GONE || money == Money.BACK;
    }

    /** Where the money is, which is what a customer asks. */
    public enum Money {
        HELD("held"),
        LEAVING("leaving"),
        GONE("gone"),
        BACK("back");

        private final String wire;

        Money(String wire) {
            this.wire = wire;
        }

        /** The value of {@code money} in the API. */
        public String wire() {
            return wire;
        }
    }
}
