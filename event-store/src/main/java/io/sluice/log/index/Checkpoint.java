package io.sluice.log.index;

import io.sluice.log.Head;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the index goes and what it belongs to; written in one batch with what it speaks of.
 *
 * @param followers names of those who noted, sorted
 * @param foldedOffset the last record that was folded, counted or not
 * @param lastOffset the last entry that counted
 * @param head after that entry
 * @param time of that entry
 * @param entries counted so far
 * @param frontier of the partition's Merkle tree; empty in this version
 */
@SuppressWarnings("ArrayRecordComponent")
record Checkpoint(
        String topicId,
        int partition,
        List<String> followers,
        long foldedOffset,
        long lastOffset,
        Head head,
        Instant time,
        long nextSequence,
        long entries,
        byte[] frontier) {

    /** Of all keys and values; an index of another format is made again. */
    static final int FORMAT = 2;

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(topicId);
            out.writeInt(partition);
            out.writeInt(followers.size());
            for (String follower : followers) {
                out.writeUTF(follower);
            }
            out.writeLong(foldedOffset);
            out.writeLong(lastOffset);
            out.write(head.toBytes());
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            out.writeLong(nextSequence);
            out.writeLong(entries);
            out.writeInt(frontier.length);
            out.write(frontier);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads it back.
     *
     * @throws IndexDamagedException where it is none, or one of another format
     */
    static Checkpoint decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new IndexDamagedException(
                        "its format is " + format + ", and this version knows " + FORMAT);
            }
            Checkpoint read =
                    new Checkpoint(
                            in.readUTF(),
                            in.readInt(),
                            names(in),
                            in.readLong(),
                            in.readLong(),
                            Head.of(in.readNBytes(Head.BYTES)),
                            Instant.ofEpochSecond(in.readLong(), in.readInt()),
                            in.readLong(),
                            in.readLong(),
                            frontier(in));
            if (in.read() >= 0) {
                throw new IndexDamagedException("its checkpoint is too long");
            }
            return read;
        } catch (IOException | IllegalArgumentException cut) {
            throw new IndexDamagedException("its checkpoint is cut short", cut);
        }
    }

    private static List<String> names(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return List.copyOf(names);
    }

    private static byte[] frontier(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] frontier = in.readNBytes(length);
        if (frontier.length != length) {
            throw new IndexDamagedException("its checkpoint is cut short");
        }
        return frontier;
    }
}
