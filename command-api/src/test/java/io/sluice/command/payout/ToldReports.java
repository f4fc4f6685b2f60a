package io.sluice.command.payout;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what rails tell, in a word and its text each, and has recorded it at once. */
public final class ToldReports implements RailReports {

    public final List<String> words = new CopyOnWriteArrayList<>();

    private CompletableFuture<Void> tell(String word, String text) {
        words.add(word + " " + text);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> submitted(Instruction instruction, String railReference) {
        return tell("submitted", railReference);
    }

    @Override
    public CompletableFuture<Void> settled(Instruction instruction, String transaction) {
        return tell("settled", transaction);
    }

    @Override
    public CompletableFuture<Void> refused(Instruction instruction, String reason) {
        return tell("refused", reason);
    }

    @Override
    public CompletableFuture<Void> unknown(Instruction instruction, String reason) {
        return tell("unknown", reason);
    }
}
