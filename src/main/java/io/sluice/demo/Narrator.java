package io.sluice.demo;

/** Says what happens, in the timeline and on the screen. */
record Narrator(Timeline timeline, Screen screen) {

    void news(String what) {
        say(Style.NEWS, what);
    }

    void good(String what) {
        say(Style.GOOD, what);
    }

    void bad(String what) {
        say(Style.BAD, what);
    }

    void held(String what) {
        say(Style.HELD, what);
    }

    private void say(Style style, String what) {
        screen.tell(timeline.add(style, what));
    }
}
