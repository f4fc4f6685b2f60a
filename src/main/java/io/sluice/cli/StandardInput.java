package io.sluice.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Standard input as a sign of life of whoever started this process: it ends when they do. */
final class StandardInput {

    private StandardInput() {}

    /** Returns at its end; what is said there is not listened to. */
    static void awaitEnd() {
        try {
            var _ = System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // As good as an end.
        }
    }

    static void whenItEnds(Runnable action) {
        var _ =
                Thread.ofPlatform()
                        .daemon()
                        .name("until-input-ends")
                        .start(
                                () -> {
                                    awaitEnd();
                                    action.run();
                                });
    }
}
