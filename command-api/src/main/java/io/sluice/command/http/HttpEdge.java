package io.sluice.command.http;

import io.sluice.ledger.money.Catalogue;
import java.time.Clock;
import java.time.Duration;

/** What the controllers share. */
record HttpEdge(Answers answers, Headers headers, Bodies bodies) {

    static HttpEdge of(Catalogue catalogue, Duration deadline, Clock clock) {
        return new HttpEdge(
                new Answers(deadline, clock), new Headers(clock), new Bodies(catalogue));
    }
}
