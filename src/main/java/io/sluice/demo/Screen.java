package io.sluice.demo;

import java.util.List;

/** Where the demo is shown. */
interface Screen {

    /** What it looks like now; called a few times a second. */
    void draw(List<Line> picture);

    /** One fact, right after it. */
    void tell(Timeline.Happening happening);

    /** How things stand; called every few seconds. */
    void stand(String time, String status);

    /** The last word, and what it all looked like then. */
    void conclude(List<Line> picture, Line statement);

    /** Leaves the terminal as it was found. Idempotent. */
    void leave();
}
