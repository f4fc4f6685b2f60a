package io.sluice.projection.fold;

/** The log holds an event that this build cannot project; nothing skips it. */
public final class UnknownEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownEventException(PlacedEvent event) {
        super(
                "unknown event %s version %s at %s (sequence %d)"
                        .formatted(
                                event.type(), event.version(), event.position(), event.sequence()));
    }
}
