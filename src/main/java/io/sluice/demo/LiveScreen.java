package io.sluice.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Draws each picture over the one before, with the escape sequences that every terminal has. */
final class LiveScreen implements Screen {

    private static final String ESCAPE = "\u001b[";
    private static final String HIDE_CURSOR = ESCAPE + "?25l";
    private static final String SHOW_CURSOR = ESCAPE + "?25h";
    private static final String CLEAR_LINE = ESCAPE + "2K";
    private static final String CLEAR_BELOW = ESCAPE + "J";
    private static final String RESET = ESCAPE + "0m";

    private final PrintWriter out;
    private final boolean colours;
    private int drawn;
    private boolean left;

    LiveScreen(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    @Override
    public synchronized void draw(List<Line> picture) {
        if (left) {
            return;
        }
        StringBuilder text = new StringBuilder(drawn == 0 ? HIDE_CURSOR : "");
        if (drawn > 0) {
            text.append(ESCAPE).append(drawn).append('A');
        }
        for (Line line : picture) {
            text.append(CLEAR_LINE);
            line.pieces().forEach(piece -> append(text, piece));
            text.append('\n');
        }
        out.print(text.append(CLEAR_BELOW));
        out.flush();
        drawn = picture.size();
    }

    private void append(StringBuilder text, Line.Piece piece) {
        String style = piece.style().ansi();
        if (!colours || style.isEmpty()) {
            text.append(piece.text());
        } else {
            text.append(ESCAPE).append(style).append('m').append(piece.text()).append(RESET);
        }
    }

    @Override
    public void tell(Timeline.Happening happening) {
        // It is in the next picture.
    }

    @Override
    public void stand(String time, String status) {
        // It is in the picture.
    }

    @Override
    public void conclude(List<Line> picture, Line statement) {
        List<Line> last = new ArrayList<>(picture);
        last.add(Line.EMPTY);
        last.add(statement);
        draw(last);
    }

    @Override
    public synchronized void leave() {
        if (!left) {
            left = true;
            out.print(SHOW_CURSOR);
            out.flush();
        }
    }
}
