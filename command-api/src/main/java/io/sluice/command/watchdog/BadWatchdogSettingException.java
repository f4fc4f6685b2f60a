package io.sluice.command.watchdog;

/** A setting of the watchdog that makes no sense: the node does not start with it. */
public final class BadWatchdogSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadWatchdogSettingException(String name, String value, String expected) {
        super(name + " is \"" + value + "\"; it takes " + expected, null, false, false);
    }

    BadWatchdogSettingException(String message) {
        super(message, null, false, false);
    }
}
