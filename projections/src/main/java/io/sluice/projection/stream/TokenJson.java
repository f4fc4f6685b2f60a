package io.sluice.projection.stream;

import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;

/** How a token stands in PostgreSQL. */
interface TokenJson {

    String write(TrackingToken token);

    TrackingToken read(String json);
}
