package io.sluice.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One performance. */
public final class Demo {

    private final DemoOptions options;
    private final PrintWriter out;
    private final Pace pace;
    private final Curtain curtain = new Curtain();
    private final Timeline timeline = new Timeline();
    private final Picture picture = new Picture(timeline);
    private final Screen screen;
    private final Narrator narrator;

    private Demo(DemoOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        this.pace = options.fast() ? Pace.FAST : Pace.USUAL;
        this.screen =
                options.terminal() ? new LiveScreen(out, options.colours()) : new PlainScreen(out);
        this.narrator = new Narrator(timeline, screen);
    }

    /**
     * Plays from beginning to end and prints the last statement. Leaves no process behind, however
     * it ends.
     *
     * @return whether the statement is true
     * @throws DemoFailure when it cannot be played to its end
     */
    public static boolean play(DemoOptions options, PrintWriter out) {
        return new Demo(options, out).play();
    }

    private boolean play() {
        try (Stage stage = new Stage(options, curtain)) {
            Thread onInterrupt = new Thread(() -> stop(stage), "demo-stop");
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            try {
                return onStage(stage);
            } finally {
                stop(stage);
                forget(onInterrupt);
            }
        }
    }

    private void stop(Stage stage) {
        curtain.fall();
        screen.leave();
        stage.close();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException itRuns) {
            // The process ends; the hook does what is to be done.
        }
    }

    private boolean onStage(Stage stage) {
        Reckoning reckoning;
        Evidence evidence;
        Painter painter = new Painter(picture, screen, timeline);
        try (painter;
                Cast cast = prepare(stage)) {
            Set<String> pauses = new Play(stage, cast, pace, narrator, curtain).perform();
            reckoning = new Reckoning(cast, curtain);
            narrator.news("nobody asks for anything new; everything under way is settled");
            reckoning.awaitQuiet();
            evidence = reckoning.count(stage.data(), pauses);
            narrator.news(
                    "verified: %,d events, from the raw records on, and PostgreSQL row by row"
                            .formatted(evidence.events()));
        }
        Statement statement = Statement.of(evidence);
        conclude(statement);
        if (!statement.isTrue()) {
            out.println(reckoning.report());
            out.println(evidence);
        }
        out.flush();
        return statement.isTrue();
    }

    private Cast prepare(Stage stage) {
        narrator.news("starting a broker and a node with its PostgreSQL in " + stage.folder());
        stage.startBroker();
        SignedPasses passes = new SignedPasses();
        Path keys = stage.folder().resolve("keys.json");
        passes.writeKeySet(keys);
        Map<String, String> settings = new HashMap<>(pace.settings());
        settings.put("sluice.sign-in.issuer", SignedPasses.ISSUER);
        settings.put("sluice.sign-in.jwk-set-file", keys.toString());
        Cast cast = new Cast(stage.startNode(settings), passes, pace, curtain);
        cast.fund();
        timeline.begin();
        cast.start();
        picture.rise(new Picture.Scene(stage, cast.gate(), cast.book(), cast.reads(), cast.tail()));
        return cast;
    }

    private void conclude(Statement statement) {
        List<Line> last = picture.draw();
        screen.conclude(last, statement.line());
        screen.leave();
        options.record()
                .ifPresent(
                        file -> {
                            List<Line> lines = new ArrayList<>(last);
                            lines.add(Line.EMPTY);
                            lines.add(statement.line());
                            SvgFile.write(file, lines);
                        });
    }
}
