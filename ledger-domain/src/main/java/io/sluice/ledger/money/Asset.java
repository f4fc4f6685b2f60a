package io.sluice.ledger.money;

/** An asset's code as the catalogue spells it, for example {@code BTC}. */
public record Asset(String code) {

    public Asset {
        if (code.isEmpty() || code.length() > 16) {
            throw new IllegalArgumentException("not an asset code: " + code);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
