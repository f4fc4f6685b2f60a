package io.sluice.ledger.circuit;

import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of a cause's pauses a watchdog opens next. Nodes that watch the same cause agree on it
 * without talking to each other: the first episode has a fixed key, and each later one the id of
 * the resumption that ended the one before. So many nodes make one pause, and there is no second
 * one before the first was resumed.
 *
 * @param cause the cause's wire name, and scope and mode of its pause, for example {@code
 *     stuck-appends:ALL:HOLD}: one pause has one of each
 * @param after what ended the episode before; empty for the first
 */
public record WatchdogEpisode(String cause, Optional<ResumptionId> after) {

    /** The watchdog's name in the log. */
    public static final String ACTOR = "watchdog";

    /**
     * The episode in which the cause is now.
     *
     * @param endedBy the resumption that ended a pause or is decided to end it, if one is known
     */
    public static WatchdogEpisode current(
            String cause, Function<PauseId, Optional<ResumptionId>> endedBy) {
        WatchdogEpisode episode = new WatchdogEpisode(cause, Optional.empty());
        Optional<ResumptionId> end = endedBy.apply(episode.pauseId());
        while (end.isPresent()) {
            episode = new WatchdogEpisode(cause, end);
            end = endedBy.apply(episode.pauseId());
        }
        return episode;
    }

    /** The circuit key of the command that opens the episode's pause. */
    public CommandKey key() {
        return keyFor("pause");
    }

    /** The circuit key of the command by which a watchdog ends the episode's pause itself. */
    public CommandKey keyOfResumption() {
        return keyFor("resumption");
    }

    private CommandKey keyFor(String what) {
        String raw =
                String.join(
                        ":",
                        ACTOR,
                        what,
                        cause,
                        after.map(end -> "after:" + end.value()).orElse("first"));
        return new CommandKey(NamedIds.circuitKey(raw), raw);
    }

    public PauseId pauseId() {
        return NamedIds.pause(key().id());
    }
}
