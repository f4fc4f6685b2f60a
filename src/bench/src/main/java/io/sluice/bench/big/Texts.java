package io.sluice.bench.big;

import java.util.Locale;

/** Figures as they are printed, the same everywhere. */
final class Texts {

    private Texts() {}

    /** With so many decimals, and a point before them. */
    static String decimals(int places, double value) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
