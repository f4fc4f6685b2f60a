package io.sluice.demo;

/** How a piece of text looks: in a terminal, and in a picture of one. */
enum Style {
    PLAIN("", "#c9d1d9"),
    TITLE("1", "#ffffff"),
    DIM("2", "#8b949e"),
    GOOD("32", "#3fb950"),
    BAD("31", "#f85149"),
    HELD("33", "#d29922"),
    NEWS("36", "#39c5cf");

    private final String ansi;
    private final String colour;

    Style(String ansi, String colour) {
        this.ansi = ansi;
        this.colour = colour;
    }

    /** The parameter of the escape sequence; empty where nothing needs to be said. */
    String ansi() {
        return ansi;
    }

    /** For SVG. */
    String colour() {
        return colour;
    }
}
