package io.sluice.ledger.money;

/** A network's name as the catalogue spells it, for example {@code ethereum}. */
public record Network(String name) {

    public Network {
        if (name.isEmpty() || name.length() > 32) {
            throw new IllegalArgumentException("not a network name: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
