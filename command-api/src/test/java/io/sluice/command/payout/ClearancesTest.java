package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClearancesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Instruction INSTRUCTION =
            Instructions.of(new WithdrawalId(new UUID(1, 1)), NOW.plusSeconds(1));

    private final OneStatus ledger = new OneStatus();

    private Clearances at(Instant now) {
        return new Clearances(ledger, Clock.fixed(now, ZoneOffset.UTC), FRESH);
    }

    private static long ago(Duration age) {
        return System.nanoTime() - age.toNanos();
    }

    @Test
    void whatWasJustReleasedLeavesUnasked() {
        assertThat(at(NOW).justReleased(INSTRUCTION, ago(Duration.ZERO)).mayLeave())
                .isCompletedWithValue(true);
        assertThat(ledger.asked()).isZero();
    }

    @ParameterizedTest
    @EnumSource(WithdrawalStatus.class)
    void afterAStandstillTheLedgerIsAskedAndOnlyWhatItHasAsLeavingLeaves(WithdrawalStatus status) {
        ledger.status = status;
        boolean leaving =
                status == WithdrawalStatus.RELEASED || status == WithdrawalStatus.SUBMITTED;
        assertThat(at(NOW).justReleased(INSTRUCTION, ago(FRESH)).mayLeave())
                .isCompletedWithValue(leaving);
        assertThat(ledger.asked()).isEqualTo(1);
    }

    @Test
    void anAnswerIsGoodForAMomentOnly() {
        Clearance clearance = at(NOW).unasked(INSTRUCTION);
        assertThat(clearance.mayLeave()).isCompletedWithValue(true);
        assertThat(clearance.mayLeave()).isCompletedWithValue(true);
        assertThat(ledger.asked()).isEqualTo(1);
    }

    @Test
    void nothingLeavesOnceItsNotAfterHasComeHoweverFreshItIs() {
        assertThat(at(NOW.plusSeconds(1)).justReleased(INSTRUCTION, ago(Duration.ZERO)).mayLeave())
                .isCompletedWithValue(false);
    }
}
