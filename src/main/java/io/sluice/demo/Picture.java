package io.sluice.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be seen of the demo in one moment, as lines of text. */
final class Picture {

    static final int WIDTH = 96;
    private static final int COLUMNS = 66;
    private static final String RULE = "─".repeat(WIDTH - 2);

    /** What there is to see, once it is there. */
    record Scene(Stage stage, Gate gate, Book book, Reads reads, LogTail tail) {}

    private record Seen(long requested, long released, long settled, long reads) {}

    private final Timeline timeline;
    private final History requested = new History("requested", "/s");
    private final History released = new History("released", "/s");
    private final History settled = new History("settled", "/s");
    private final History held = new History("held", "");
    private final History reads = new History("reads", "/s");
    private volatile @Nullable Scene scene;
    private Seen last = new Seen(0, 0, 0, 0);

    Picture(Timeline timeline) {
        this.timeline = timeline;
    }

    void rise(Scene set) {
        scene = set;
    }

    /** Once a second, so that differences are rates. */
    void sample() {
        Scene now = scene;
        if (now == null) {
            return;
        }
        Seen seen =
                new Seen(
                        now.tail().seen(LogTail.Kind.REQUESTED),
                        now.tail().seen(LogTail.Kind.RELEASED),
                        now.tail().seen(LogTail.Kind.SETTLED),
                        now.reads().answered());
        Style style = style(now);
        requested.add(seen.requested() - last.requested(), style);
        released.add(seen.released() - last.released(), style);
        settled.add(seen.settled() - last.settled(), style);
        held.add(now.gate().state().held(), style);
        reads.add(seen.reads() - last.reads(), style);
        last = seen;
    }

    private static Style style(Scene now) {
        if (!now.stage().brokerIsUp()) {
            return Style.BAD;
        }
        if (now.gate().isPaused()) {
            return Style.HELD;
        }
        return now.gate().state().held() > 0 ? Style.NEWS : Style.GOOD;
    }

    List<Line> draw() {
        List<Line> lines = new ArrayList<>();
        lines.add(title());
        lines.add(Line.of(Style.DIM, " " + RULE));
        Scene now = scene;
        if (now != null) {
            lines.add(lights(now));
            lines.add(Line.EMPTY);
            List.of(requested, released, held, settled, reads)
                    .forEach(history -> lines.add(history.line(COLUMNS)));
            lines.add(Line.EMPTY);
            lines.add(customers(now.book()));
            lines.add(balances(now.reads()));
            lines.add(Line.of(Style.DIM, " " + RULE));
        }
        timeline.happenings().forEach(happening -> lines.add(line(happening)));
        return lines.stream().map(line -> line.within(WIDTH)).toList();
    }

    private Line title() {
        String text = " Sluice, 15 April 2025 in a minute";
        String time = Timeline.clock(timeline.now());
        return Line.of(Style.TITLE, text)
                .and(Style.DIM, " ".repeat(WIDTH - 1 - text.length() - time.length()) + time);
    }

    private static Line lights(Scene now) {
        Line line = light(Line.EMPTY, "broker", now.stage().brokerIsUp());
        line = light(line, "PostgreSQL", now.stage().postgres().isReady());
        line = line.and(Style.DIM, "  withdrawals ");
        Gate.State gate = now.gate().state();
        if (now.gate().isPaused()) {
            return line.and(Style.HELD, "■ paused, %,d held".formatted(gate.held()));
        }
        return gate.held() > 0
                ? line.and(Style.NEWS, "▲ leaving, %,d left".formatted(gate.held()))
                : line.and(Style.GOOD, "● flow");
    }

    private static Line light(Line line, String name, boolean isUp) {
        Line named = line.and(Style.DIM, "  " + name + " ");
        return isUp ? named.and(Style.GOOD, "● up    ") : named.and(Style.BAD, "✗ down  ");
    }

    private static Line customers(Book book) {
        return Line.of(Style.DIM, "  customers  ")
                .and(Style.PLAIN, "%,d acknowledged".formatted(book.acknowledged().size()))
                .and(
                        book.unknown() > 50 ? Style.HELD : Style.DIM,
                        ", %,d wait for an answer".formatted(book.unknown()))
                .and(
                        Style.DIM,
                        ", %,d refused; %,d asked again, same key"
                                .formatted(book.refused(), book.repeats()));
    }

    private static Line balances(Reads reads) {
        long behind = Duration.between(reads.lastAsOf(), Instant.now()).toSeconds();
        return Line.of(Style.DIM, "  balances   ")
                .and(Style.PLAIN, "owner %,d".formatted(reads.fromOwner()))
                .and(Style.PLAIN, ", PostgreSQL %,d".formatted(reads.fromPostgres()))
                .and(
                        behind > 2 ? Style.HELD : Style.DIM,
                        reads.fromPostgres() == 0 ? "" : " (as of %d s ago)".formatted(behind))
                .and(
                        Style.DIM,
                        ", refused %,d, no answer %,d"
                                .formatted(reads.refused(), reads.unanswered()));
    }

    private static Line line(Timeline.Happening happening) {
        return Line.of(Style.DIM, "  " + happening.time() + "  ")
                .and(happening.style(), happening.what());
    }

    /** In one line, for where nothing can be drawn. */
    String status() {
        Scene now = scene;
        if (now == null) {
            return "";
        }
        return "broker %s, PostgreSQL %s; acknowledged %,d, waiting %,d; held %,d; reads %,d"
                .formatted(
                        now.stage().brokerIsUp() ? "up" : "down",
                        now.stage().postgres().isReady() ? "up" : "down",
                        now.book().acknowledged().size(),
                        now.book().unknown(),
                        now.gate().state().held(),
                        now.reads().answered());
    }
}
