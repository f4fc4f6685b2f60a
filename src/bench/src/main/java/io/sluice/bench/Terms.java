package io.sluice.bench;

/** The one withdrawal that everybody takes, and who asks for it. */
final class Terms {

    static final String HOT_ACCOUNT = "account-hot";
    static final String ASSET = "BTC";
    static final String NETWORK = "bitcoin";
    static final long AMOUNT = 250_000;
    static final long FEE = 1_500;
    static final long TOTAL = AMOUNT + FEE;

    /** More than any run can withdraw from one account. */
    static final long FUNDS = 1_000_000_000_000_000L;

    static final String ADDRESS = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";

    private Terms() {}

    static String account(int number) {
        return "account-%06d".formatted(number);
    }
}
