package io.sluice.ledger.money;

import io.sluice.ledger.refusal.ErrorCode;

/** What became of text that a caller sent: a value, or why it is none. */
public sealed interface Reading<T> {

    record Parsed<T>(T value) implements Reading<T> {}

    /**
     * @param detail one sentence for the caller
     */
    record Refused<T>(ErrorCode code, String detail) implements Reading<T> {}
}
