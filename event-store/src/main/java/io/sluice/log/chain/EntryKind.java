package io.sluice.log.chain;

import java.util.Optional;

/** The two kinds of entries, and the byte that header {@code kind} holds for each. */
public enum EntryKind {
    /** Counts only if it extends the head that its writer decided on. */
    COMMIT(1),
    /** Counts always, and so fences everything that was decided before it. */
    BARRIER(2);

    private final byte code;

    EntryKind(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /** The kind with that code, if there is one. */
    public static Optional<EntryKind> of(byte code) {
        for (EntryKind kind : values()) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
