package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeldNoteTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.000001Z");
    private static final List<PauseId> TWO =
            List.of(new PauseId(new UUID(-1, 1)), new PauseId(new UUID(2, -2)));

    static Stream<HeldNote> notes() {
        ApprovalNeed need = new ApprovalNeed(List.of(ApprovalRule.values()), "clérk");
        return Stream.of(
                note(Optional.empty(), Optional.empty()),
                note(Optional.of("memo"), Optional.empty()),
                note(
                        Optional.empty(),
                        Optional.of(new Admission(NOON, Optional.empty(), Optional.empty()))),
                note(
                        Optional.of("x".repeat(200)),
                        Optional.of(
                                new Admission(
                                        NOON,
                                        Optional.of(NOON.plusNanos(1_000)),
                                        Optional.of(need)))));
    }

    private static HeldNote note(Optional<String> memo, Optional<Admission> admission) {
        return new HeldNote(
                1L << 40,
                7,
                NOON.minusSeconds(3),
                TWO,
                5,
                new WithdrawalRequested(
                        new AccountId("alice"),
                        new WithdrawalId(new UUID(3, 4)),
                        new Asset("ETH"),
                        new Network("ethereum"),
                        new Amount(Amount.MOST_UNITS),
                        Amount.ZERO,
                        new Destination("0x" + "ff".repeat(20), memo),
                        admission));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void isReadAsItWasWritten(HeldNote note) {
        assertThat(HeldNote.decode(note.encode())).isEqualTo(note);
    }

    @Test
    void isNotReadByHalf() {
        byte[] whole = notes().toList().getLast().encode();
        for (int bytes = 0; bytes < whole.length; bytes++) {
            byte[] cut = Arrays.copyOf(whole, bytes);
            assertThatThrownBy(() -> HeldNote.decode(cut))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
