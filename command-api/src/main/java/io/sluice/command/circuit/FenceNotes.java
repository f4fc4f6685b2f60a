package io.sluice.command.circuit;

import io.sluice.command.payout.Tally;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.log.IndexNotes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes what was in flight when a fence came to stand, {@code fence/<pause>}: it is counted from
 * the queue at that moment, and what has settled since is not there any more after a restart.
 */
final class FenceNotes {

    private static final String FENCE = "fence/";

    private FenceNotes() {}

    static void put(IndexNotes notes, PauseId pause, List<Tally> inFlight) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(inFlight.size());
            for (Tally tally : inFlight) {
                out.writeUTF(tally.asset().code());
                out.writeLong(tally.count());
                out.writeUTF(tally.units().toString());
            }
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        notes.put(FENCE + pause, bytes.toByteArray());
    }

    /**
     * @throws IllegalStateException where a fence stands and nothing was noted with it
     */
    static List<Tally> get(IndexNotes notes, PauseId pause) {
        byte[] noted =
                notes.get(FENCE + pause)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no note of what was in flight at pause " + pause));
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(noted))) {
            int assets = in.readInt();
            List<Tally> tallies = new ArrayList<>();
            for (int i = 0; i < assets; i++) {
                tallies.add(
                        new Tally(
                                new Asset(in.readUTF()),
                                in.readLong(),
                                new BigInteger(in.readUTF())));
            }
            return List.copyOf(tallies);
        } catch (IOException cutShort) {
            throw new UncheckedIOException(cutShort);
        }
    }
}
