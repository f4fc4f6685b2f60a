package io.sluice.ledger.event;

/**
 * An event and where it stands in its partition, so that an answer that repeats it can say where
 * the first outcome is.
 *
 * @param sequence the event's number within its partition, from 0
 */
public record Recorded<E extends LedgerEvent>(E event, long sequence) {}
