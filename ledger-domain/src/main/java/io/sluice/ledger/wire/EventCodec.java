package io.sluice.ledger.wire;

import io.sluice.ledger.event.LedgerEvent;

/**
 * Events as the JSON of {@code src/docs/events.md} and back. Strict both ways: what it does not
 * know it refuses, and it writes only what it would read.
 */
public final class EventCodec {

    private EventCodec() {}

    /** The event's frozen wire name, for example {@code withdrawal-requested}. */
    public static String typeOf(LedgerEvent event) {
        throw new UnsupportedOperationException("not written yet: " + event);
    }

    /** The version in which the event is written. */
    public static String versionOf(LedgerEvent event) {
        throw new UnsupportedOperationException("not written yet: " + event);
    }

    /** UTF-8 JSON of the payload; the same event gives the same bytes. */
    public static byte[] encode(LedgerEvent event) {
        throw new UnsupportedOperationException("not written yet: " + event);
    }

    /**
     * @throws UnreadableEventException when type or version is unknown, or the JSON is not exactly
     *     of their shape
     */
    public static LedgerEvent decode(String type, String version, byte[] json) {
        throw new UnreadableEventException("not written yet: " + type + version + json.length);
    }
}
