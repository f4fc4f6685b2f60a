package io.sluice.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as the topic holds it, well-formed or not. Arrays are not copied: treat as final. */
@SuppressWarnings("ArrayRecordComponent")
record LogRecord(
        long offset, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    @SuppressWarnings("ArrayRecordComponent")
    record Header(String name, byte @Nullable [] value) {}
}
