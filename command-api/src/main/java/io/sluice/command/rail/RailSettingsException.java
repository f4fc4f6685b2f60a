package io.sluice.command.rail;

/** A rail cannot be made of its settings; the message names the one that is wrong. */
public final class RailSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RailSettingsException(String message) {
        super(message);
    }
}
