package io.sluice.command.payout;

import io.sluice.ledger.id.PauseId;
import io.sluice.log.IndexNotes;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Notes how far a pause's held ones have left, {@code drain/<pause>}: those that have settled since
 * are not looked at again after a restart.
 */
final class DrainNotes {

    private static final String DRAIN = "drain/";

    private DrainNotes() {}

    static void put(IndexNotes notes, PauseId pause, Drain drain) {
        notes.put(
                DRAIN + pause,
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(drain.held())
                        .putLong(drain.released())
                        .array());
    }

    static Map<PauseId, Drain> all(IndexNotes notes) {
        Map<PauseId, Drain> drains = new HashMap<>();
        notes.forEach(
                DRAIN,
                (name, value) -> {
                    ByteBuffer counts = ByteBuffer.wrap(value);
                    drains.put(
                            new PauseId(UUID.fromString(name.substring(DRAIN.length()))),
                            new Drain(counts.getLong(), counts.getLong()));
                });
        return drains;
    }
}
