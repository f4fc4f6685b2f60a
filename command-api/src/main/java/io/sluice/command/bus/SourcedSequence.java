package io.sluice.command.bus;

import java.util.Objects;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;

/** The sequence of a sourced event; its token says how many events there are up to it. */
final class SourcedSequence {

    private SourcedSequence() {}

    static long of(MessageStream.Entry<?> entry) {
        TrackingToken token =
                Objects.requireNonNull(
                        entry.getResource(TrackingToken.RESOURCE_KEY),
                        "a sourced event has a token");
        return ((GlobalSequenceTrackingToken) token).getGlobalIndex() - 1;
    }
}
