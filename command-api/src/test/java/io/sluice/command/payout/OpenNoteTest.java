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
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.LogPosition;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenNoteTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.000001Z");
    private static final List<PauseId> TWO =
            List.of(new PauseId(new UUID(-1, 1)), new PauseId(new UUID(2, -2)));

    private static final Payout.Release RELEASE =
            new Payout.Release(
                    3,
                    NOON.plusSeconds(60),
                    new RailTerms("topic", Set.of(RailPromise.values())),
                    new LogPosition(11, 1L << 41, "0badcafe"));

    static Stream<OpenNote> notes() {
        ApprovalNeed need = new ApprovalNeed(List.of(ApprovalRule.values()), "clérk");
        return Stream.of(
                note(Optional.empty(), Optional.empty(), Optional.empty()),
                note(Optional.of(RELEASE), Optional.of("memo"), Optional.empty()),
                note(
                        Optional.of(RELEASE.on(new RailTerms("slow", Set.of()))),
                        Optional.empty(),
                        Optional.of(new Admission(NOON, Optional.empty(), Optional.empty()))),
                note(
                        Optional.empty(),
                        Optional.of("x".repeat(200)),
                        Optional.of(
                                new Admission(
                                        NOON,
                                        Optional.of(NOON.plusNanos(1_000)),
                                        Optional.of(need)))));
    }

    private static OpenNote note(
            Optional<Payout.Release> release,
            Optional<String> memo,
            Optional<Admission> admission) {
        return new OpenNote(
                1L << 40,
                7,
                NOON.minusSeconds(3),
                release.isPresent() ? WithdrawalStatus.SUBMITTED : WithdrawalStatus.HELD,
                5,
                TWO,
                release,
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
    void isReadAsItWasWritten(OpenNote note) {
        assertThat(OpenNote.decode(note.encode())).isEqualTo(note);
    }

    /** Where these change, followers must have another name, so that indexes are made again. */
    @Test
    void isWrittenAsIndexesHaveIt() {
        assertThat(HexFormat.of().formatHex(notes().toList().get(1).encode()))
                .isEqualTo(
                        "00000100000000000000000000000007000000006b0970bd000003e800095355424d4954"
                                + "544544000000000000000500000002ffffffffffffffff00000000000000010000000000"
                                + "000002fffffffffffffffe0100000003000000006b0970fc000003e80005746f70696300"
                                + "000003000c44454455504c4943415445530011484f4e4f5552535f4e4f545f4146544552"
                                + "0010524546555345535f464f525f474f4f440000000b0000020000000000000830626164"
                                + "636166650005616c69636500000000000000030000000000000004000345544800086574"
                                + "68657265756d2100ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                                + "ffffffff0100002a30786666666666666666666666666666666666666666666666666666"
                                + "66666666666666666666666666660100046d656d6f00");
    }

    @Test
    void isNotReadByHalf() {
        byte[] whole = notes().toList().getLast().encode();
        for (int bytes = 0; bytes < whole.length; bytes++) {
            byte[] cut = Arrays.copyOf(whole, bytes);
            assertThatThrownBy(() -> OpenNote.decode(cut))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
