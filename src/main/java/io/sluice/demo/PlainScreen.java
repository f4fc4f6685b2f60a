package io.sluice.demo;

import java.io.PrintWriter;
import java.util.List;

/** One line for each fact, with its time: for a log file, or a build. */
final class PlainScreen implements Screen {

    private final PrintWriter out;

    PlainScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void draw(List<Line> picture) {
        // What has been printed stays.
    }

    @Override
    public void tell(Timeline.Happening happening) {
        print(happening.time() + "  " + happening.what());
    }

    @Override
    public void stand(String time, String status) {
        if (!status.isEmpty()) {
            print(time + "    " + status);
        }
    }

    @Override
    public void conclude(List<Line> picture, Line statement) {
        print(statement.text().strip());
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void leave() {
        out.flush();
    }
}
