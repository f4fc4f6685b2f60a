package io.sluice.command.bus;

import io.sluice.ledger.command.CommandKey;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.LogUnavailableException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/**
 * Looks for a command's key on its caller's thread. Nearly every key is new, and finding that out
 * costs a look into the whole of the partition's index; what is left for the partition's loop is to
 * ask for the events since. Confirmed events never change, so a look stays true however long the
 * command then waits.
 */
final class KeyLook {

    private static final ResourceKey<Long> UNSEEN_BEFORE = ResourceKey.withLabel("keyUnseenBefore");

    private final IntFunction<EventView> confirmed;

    /**
     * @param confirmed a partition's confirmed events, whoever asks: what is in flight may still
     *     turn out to be void, and its sequences be given to others
     */
    KeyLook(IntFunction<EventView> confirmed) {
        this.confirmed = confirmed;
    }

    /**
     * The sequence before which the partition has no event of the command's key; empty where it has
     * one, where there is no key, and where the index cannot be read now, which the decision will
     * find out for itself.
     */
    OptionalLong before(Issued<?> issued) {
        Optional<CommandKey> key = issued.header().key();
        if (key.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            EventView events = confirmed.apply(issued.route().partition());
            long next = events.nextSequence();
            EventTag tag = EntityKinds.FIRST_OUTCOME.tag().apply(new EntityIds.Key(key.get().id()));
            return events.sequencesOf(tag, 0).length == 0
                    ? OptionalLong.of(next)
                    : OptionalLong.empty();
        } catch (LogUnavailableException unreadable) {
            return OptionalLong.empty();
        }
    }

    static void note(ProcessingContext context, long sequence) {
        context.putResource(UNSEEN_BEFORE, sequence);
    }

    /** What was found before this turn; 0 where nothing was. */
    static long unseenBefore(ProcessingContext context) {
        Long sequence = context.getResource(UNSEEN_BEFORE);
        return sequence == null ? 0 : sequence;
    }
}
