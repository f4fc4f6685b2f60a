package io.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.bus.LedgerEventMessages;
import io.sluice.command.payout.Payout;
import io.sluice.command.payout.PayoutQueue;
import io.sluice.command.payout.RailHealth;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restart makes of what happened before it, for histories that were made by hand. */
class ResumedPayoutsTest {

    @Test
    void whatSettledDoesNotComeBackWithAnEntryThatItSharesWithAnOpenOne() {
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        List<LedgerEvent> requests = List.of(request(1), request(2));
        List<LedgerEvent> releases = List.of(release(1), release(2));
        long offset = 0;
        long sequence = 0;
        for (List<LedgerEvent> events : List.of(requests, releases, List.of(settlement(1)))) {
            CountedEntry entry = entry(offset++, sequence, events);
            sequence += events.size();
            index.add(entry);
            life.count(entry);
        }
        PayoutQueue resumed = new Life(index, life.notes).queue();
        assertThat(resumed.inFlight()).extracting(Payout::id).containsExactly(id(2));
        assertThat(resumed.inFlight()).isEqualTo(life.queue().inFlight());
        assertThat(resumed.queued(new Scope.All())).isEmpty();
    }

    /**
     * A rail that stands still leaves very many, whether it stopped before or after the release.
     */
    @ParameterizedTest(name = "released: {0}")
    @ValueSource(booleans = {false, true})
    void aHundredThousandOpenOnesResumeReadingEachEntryAtMostOnce(boolean released) {
        int batches = 5_000;
        int perBatch = 20;
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        List<IntFunction<LedgerEvent>> moves =
                released
                        ? List.of(ResumedPayoutsTest::request, ResumedPayoutsTest::release)
                        : List.of(ResumedPayoutsTest::request);
        long offset = 0;
        for (int batch = 0; batch < batches; batch++) {
            int first = batch * perBatch;
            for (IntFunction<LedgerEvent> move : moves) {
                List<LedgerEvent> events =
                        IntStream.range(first, first + perBatch).mapToObj(move).toList();
                CountedEntry entry = entry(offset++, index.nextSequence(), events);
                index.add(entry);
                life.count(entry);
            }
        }
        PayoutQueue resumed = new Life(index, life.notes).queue();
        assertThat(resumed.open()).isEqualTo((long) batches * perBatch);
        assertThat(resumed.inFlight()).isEqualTo(life.queue().inFlight());
        assertThat(resumed.queued(new Scope.All())).isEqualTo(life.queue().queued(new Scope.All()));
        assertThat(index.entriesAskedFor()).isEqualTo(released ? 0 : batches);
    }

    @Test
    void oneWhoseOutcomeIsOpenStillSpeaksAgainstItsRail() {
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        for (LedgerEvent event : List.of(request(1), release(1), doubt(1))) {
            CountedEntry entry = entry(index.nextSequence(), index.nextSequence(), List.of(event));
            index.add(entry);
            life.count(entry);
        }
        List<RailHealth.Reading> readings = life.payouts.outcomes().readings(Instant.EPOCH);
        assertThat(readings).isNotEmpty();
        assertThat(new Life(index, life.notes).payouts.outcomes().readings(Instant.EPOCH))
                .isEqualTo(readings);
    }

    @Test
    void oneThatIsHeldTwiceInAnEntryKeepsItsPlace() {
        PauseId pause = new PauseId(new UUID(8, 1));
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        long offset = 0;
        for (List<LedgerEvent> events :
                List.of(
                        List.<LedgerEvent>of(
                                RandomHistory.opened(pause, new Scope.All(), PauseMode.HOLD)),
                        List.of(request(1), request(2)),
                        List.of(hold(1, pause), hold(2, pause), hold(1, pause)))) {
            CountedEntry entry = entry(offset++, index.nextSequence(), events);
            index.add(entry);
            life.count(entry);
        }
        Life resumed = new Life(index, life.notes);
        assertThat(resumed.seen(List.of(pause))).isEqualTo(life.seen(List.of(pause)));
    }

    @Test
    void aHundredThousandHeldOnesResumeWithoutTheirEvents() {
        int batches = 5_000;
        int perBatch = 20;
        PauseId pause = new PauseId(new UUID(8, 1));
        KeptIndex index = new KeptIndex();
        Life life = new Life(index, new KeptIndex.Notes());
        for (int batch = -1; batch < batches; batch++) {
            int first = batch * perBatch;
            List<LedgerEvent> events =
                    batch < 0
                            ? List.of(RandomHistory.opened(pause, new Scope.All(), PauseMode.HOLD))
                            : IntStream.range(first, first + perBatch)
                                    .boxed()
                                    .<LedgerEvent>mapMulti(
                                            (i, each) -> {
                                                each.accept(request(i));
                                                each.accept(hold(i, pause));
                                            })
                                    .toList();
            CountedEntry entry = entry(batch + 1L, index.nextSequence(), events);
            index.add(entry);
            life.count(entry);
        }
        Life resumed = new Life(index, life.notes);
        assertThat(resumed.queue().heldFor(pause)).isEqualTo((long) batches * perBatch);
        assertThat(resumed.queue().held(any -> true, -1, 50))
                .isEqualTo(life.queue().held(any -> true, -1, 50));
        assertThat(index.entriesAskedFor()).as("the pause's, by queue and circuit").isEqualTo(2);
    }

    private static final AccountId ALICE = new AccountId("alice");

    private static WithdrawalId id(int number) {
        return new WithdrawalId(new UUID(7, number));
    }

    private static LedgerEvent request(int number) {
        return new LedgerEvent.WithdrawalRequested(
                ALICE,
                id(number),
                World.BTC,
                World.BITCOIN,
                Amount.of(1),
                Amount.ZERO,
                new Destination("bc1q", Optional.empty()));
    }

    private static LedgerEvent hold(int number, PauseId pause) {
        return new LedgerEvent.WithdrawalHeld(ALICE, id(number), List.of(pause));
    }

    private static LedgerEvent release(int number) {
        return new LedgerEvent.WithdrawalReleased(
                ALICE,
                id(number),
                World.BTC,
                World.BITCOIN,
                Amount.of(1),
                Amount.ZERO,
                1,
                Instant.EPOCH,
                RailTerms.OF_THE_FIRST_VERSION);
    }

    private static LedgerEvent doubt(int number) {
        return new LedgerEvent.WithdrawalOutcomeUnknown(ALICE, id(number), "no answer");
    }

    private static LedgerEvent settlement(int number) {
        return new LedgerEvent.WithdrawalSettled(
                ALICE, id(number), World.BTC, Amount.of(1), Amount.ZERO, "tx", Optional.empty());
    }

    private static CountedEntry entry(long offset, long firstSequence, List<LedgerEvent> events) {
        CommandHeader header =
                new CommandHeader(new UUID(0, 0), "tester", Optional.empty(), Instant.EPOCH);
        List<StoredEvent> stored = new ArrayList<>();
        events.forEach(event -> stored.add(LedgerEventMessages.stored(event, "test", header)));
        return new CountedEntry(
                new LogPosition(0, offset, "00000000"),
                Head.of(new byte[Head.BYTES]),
                Instant.EPOCH,
                Optional.empty(),
                firstSequence,
                stored);
    }
}
