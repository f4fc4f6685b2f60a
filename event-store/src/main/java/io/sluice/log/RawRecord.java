package io.sluice.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record exactly as the topic holds it, well-formed or not; the fold alone judges it. Arrays are
 * not copied: treat as final.
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(
        long offset, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /** One header as it stands there. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}
}
