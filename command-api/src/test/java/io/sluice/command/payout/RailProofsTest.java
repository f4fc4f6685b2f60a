package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** May happen still: then it is not proof. */
class RailProofsTest {

    private static final Instant NOT_AFTER = Instant.parse("2026-11-22T17:00:00Z");
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final WithdrawalId ID = new WithdrawalId(new UUID(1, 1));

    private record Named(RailTerms terms, boolean refused) implements Rail {
        @Override
        public int room() {
            return 0;
        }

        @Override
        public void hand(Instruction instruction, Clearance clearance) {
            throw new AssertionError("nothing is handed over");
        }

        @Override
        public boolean refusedForGood(WithdrawalId withdrawal) {
            return refused && withdrawal.equals(ID);
        }

        @Override
        public void close() {}
    }

    /** Initials of promises. */
    private static RailTerms terms(String name, String promises) {
        Set<RailPromise> all = EnumSet.noneOf(RailPromise.class);
        Arrays.stream(RailPromise.values())
                .filter(promise -> promises.indexOf(promise.name().charAt(0)) >= 0)
                .forEach(all::add);
        return new RailTerms(name, all);
    }

    private static WithdrawalState released(RailTerms rail) {
        AccountId alice = new AccountId("alice");
        Asset btc = new Asset("BTC");
        Network bitcoin = new Network("bitcoin");
        return new WithdrawalState.Released(
                ID,
                new WithdrawalTerms(
                        alice,
                        btc,
                        bitcoin,
                        Amount.of(1),
                        Amount.ZERO,
                        new Destination("bc1q", Optional.empty())),
                new WithdrawalReleased(
                        alice, ID, btc, bitcoin, Amount.of(1), Amount.ZERO, 1, NOT_AFTER, rail));
    }

    @ParameterizedTest
    @CsvSource({
        // promised at the release, promised now, refused, seconds after notAfter, proof
        "'',  '',  false, 3600, false",
        "D,   D,   false, 3600, false",
        "DH,  DH,  false, -1,   false",
        "DH,  DH,  false, 60,   false",
        "DH,  DH,  false, 61,   true",
        "H,   D,   false, 3600, false",
        "D,   H,   false, 3600, false",
        "R,   R,   false, -600, true",
        "R,   DH,  false, -600, false",
        "DH,  R,   false, -600, false",
        "'',  '',  true,  -600, true",
    })
    void aReportIsProofOnlyWhereNothingCanBeSentAnyMore(
            String then, String now, boolean refused, long secondsAfter, boolean proof) {
        Rails rails = Rails.only(new Named(terms("wallet", now), refused));
        assertThat(
                        new RailProofs(rails, SKEW)
                                .isProof(
                                        released(terms("wallet", then)),
                                        NOT_AFTER.plusSeconds(secondsAfter)))
                .isEqualTo(proof);
    }

    /** Whatever another rail promises, or has refused. */
    @ParameterizedTest
    @CsvSource({"other", "sandbox"})
    void nothingIsProofWhereTheRailOfTheReleaseIsNotHere(String released) {
        Rails rails =
                new Rails(
                        List.of(new Named(terms("wallet", "DHR"), true)),
                        lane -> Optional.of("wallet"));
        assertThat(
                        new RailProofs(rails, SKEW)
                                .isProof(
                                        released(terms(released, "DHR")),
                                        NOT_AFTER.plusSeconds(3600)))
                .isFalse();
    }
}
