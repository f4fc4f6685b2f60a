package io.sluice.ledger.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchdogEpisodeTest {

    private static final ResumptionId FIRST_END = new ResumptionId(new UUID(1, 1));
    private static final ResumptionId SECOND_END = new ResumptionId(new UUID(2, 2));

    private final Map<PauseId, ResumptionId> ends = new HashMap<>();

    private WatchdogEpisode current(String cause) {
        return WatchdogEpisode.current(cause, id -> Optional.ofNullable(ends.get(id)));
    }

    @Test
    void nodesThatKnowTheSameAgreeOnOnePause() {
        assertThat(current("stuck-appends").pauseId())
                .isEqualTo(current("stuck-appends").pauseId());
        assertThat(current("stuck-appends").pauseId()).isNotEqualTo(current("lost-data").pauseId());
    }

    /** Else a pause that an operator has lifted would be taken for the one to open. */
    @Test
    void aNewEpisodeBeginsOnlyOnceThePauseBeforeWasResumed() {
        WatchdogEpisode first = current("lost-data");
        ends.put(current("stuck-appends").pauseId(), SECOND_END);
        assertThat(current("lost-data")).isEqualTo(first);

        ends.put(first.pauseId(), FIRST_END);
        WatchdogEpisode second = current("lost-data");
        assertThat(second.after()).contains(FIRST_END);
        assertThat(second.pauseId()).isNotEqualTo(first.pauseId());

        ends.put(second.pauseId(), SECOND_END);
        assertThat(current("lost-data").after()).contains(SECOND_END);
    }

    /** The id goes into the log: a node of another build must derive the same. */
    @Test
    void theKeysAreFixedForEver() {
        WatchdogEpisode first = new WatchdogEpisode("lost-data", Optional.empty());
        assertThat(first.key().raw()).isEqualTo("watchdog:pause:lost-data:first");
        assertThat(first.pauseId()).hasToString("e9a5a5e2-5b60-5520-be2f-581e7391299c");
        assertThat(new WatchdogEpisode("lost-data", Optional.of(FIRST_END)).key().raw())
                .isEqualTo("watchdog:pause:lost-data:after:00000000-0000-0001-0000-000000000001");
        assertThat(first.keyOfResumption()).isNotEqualTo(first.key());
    }
}
