package io.sluice.projection;

import io.sluice.log.LogPosition;

/**
 * A client holds a position that the log does not contain: acknowledged data may be lost, or the
 * position was made up. Called on a request's thread; must not block.
 */
@FunctionalInterface
public interface LossAlarm {

    void raise(LogPosition position);
}
