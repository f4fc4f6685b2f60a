package io.sluice.cli;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What libraries log in a process that is no node, and so has no log file. */
final class QuietLog {

    private QuietLog() {}

    static void errorsOnly() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
                instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR);
        }
    }
}
