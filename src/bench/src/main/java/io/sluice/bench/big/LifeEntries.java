package io.sluice.bench.big;

import io.sluice.command.bus.EventMeta;
import io.sluice.command.slice.Batch;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.ledger.wire.EventTags;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.chain.LedgerIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The entries of accounts and withdrawals, as the product's command side writes them for commands
 * over HTTP and the sandbox as the rail: same events, tags and meta. Ids come from the seed.
 */
final class LifeEntries {

    /** Who asks over HTTP where nobody signs in. */
    private static final String OPERATOR = "operator";

    private static final String RELEASER = "releaser";
    private static final String RAIL = "rail";
    static final int FIRST_ATTEMPT = 1;
    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private final String writer;
    private final SplittableRandom random;

    LifeEntries(String writer, SplittableRandom random) {
        this.writer = writer;
        this.random = random;
    }

    EntryValue opening(LedgerIdentity identity, Instant time) {
        return new EntryValue(
                time,
                writer,
                Optional.of(
                        new EntryValue.Barrier(
                                BarrierEffect.LEDGER_OPENED.wire(),
                                Ids.nonce(random),
                                identity.toDetail())),
                List.of());
    }

    EntryValue opened(AccountId account, String key, Instant time) {
        return keyed(new AccountOpened(account), account, "open-account", key, time);
    }

    EntryValue credited(
            AccountId account,
            Coin coin,
            Amount amount,
            String reference,
            String key,
            Instant time) {
        return keyed(
                new DepositCredited(
                        account,
                        NamedIds.deposit(account, coin.asset(), reference),
                        coin.asset(),
                        amount,
                        reference),
                account,
                "credit-deposit",
                key,
                time);
    }

    EntryValue requested(Withdrawal withdrawal, Instant time) {
        return keyed(
                new WithdrawalRequested(
                        withdrawal.account(),
                        withdrawal.id(),
                        withdrawal.coin().asset(),
                        withdrawal.coin().network(),
                        withdrawal.amount(),
                        withdrawal.fee(),
                        withdrawal.destination(),
                        Optional.of(new Admission(time, Optional.empty(), Optional.empty()))),
                withdrawal.account(),
                "request-withdrawal",
                withdrawal.key(),
                time);
    }

    /** All in one entry, as the releaser does it. */
    EntryValue released(List<Withdrawal> withdrawals, Instant time) {
        return entry(
                time,
                withdrawals.stream()
                        .map(
                                withdrawal ->
                                        event(
                                                release(withdrawal, time),
                                                Batch.OfReleases.NAME,
                                                RELEASER,
                                                Optional.empty(),
                                                time))
                        .toList());
    }

    private static WithdrawalReleased release(Withdrawal withdrawal, Instant time) {
        return new WithdrawalReleased(
                withdrawal.account(),
                withdrawal.id(),
                withdrawal.coin().asset(),
                withdrawal.coin().network(),
                withdrawal.amount(),
                withdrawal.fee(),
                FIRST_ATTEMPT,
                time.plus(VALIDITY),
                RailTerms.OF_THE_FIRST_VERSION);
    }

    EntryValue submitted(Withdrawal withdrawal, Instant time) {
        return reported(
                new WithdrawalSubmitted(
                        withdrawal.account(), withdrawal.id(), "sandbox-" + withdrawal.id()),
                "report-submission",
                time);
    }

    EntryValue settled(Withdrawal withdrawal, Instant time) {
        return reported(
                new WithdrawalSettled(
                        withdrawal.account(),
                        withdrawal.id(),
                        withdrawal.coin().asset(),
                        withdrawal.amount(),
                        withdrawal.fee(),
                        "sandbox-tx-" + withdrawal.id(),
                        Optional.empty()),
                "report-settlement",
                time);
    }

    private EntryValue keyed(
            LedgerEvent event, AccountId account, String command, String key, Instant time) {
        CommandKey named = new CommandKey(NamedIds.commandKey(account, key), key);
        return entry(time, List.of(event(event, command, OPERATOR, Optional.of(named), time)));
    }

    private EntryValue reported(LedgerEvent event, String command, Instant time) {
        return entry(time, List.of(event(event, command, RAIL, Optional.empty(), time)));
    }

    private EntryValue entry(Instant time, List<StoredEvent> events) {
        return new EntryValue(time, writer, Optional.empty(), events);
    }

    private StoredEvent event(
            LedgerEvent event,
            String command,
            String actor,
            Optional<CommandKey> key,
            Instant time) {
        return new StoredEvent(
                Ids.uuid(random),
                EventCodec.typeOf(event),
                EventCodec.versionOf(event),
                time,
                tags(event, key),
                meta(command, actor, key),
                event);
    }

    /** By name, as the product's path through Axon leaves them. */
    private static List<EventTag> tags(LedgerEvent event, Optional<CommandKey> key) {
        return EventTags.of(event, key).stream()
                .map(tag -> new EventTag(tag.name(), tag.value()))
                .sorted(Comparator.comparing(EventTag::name))
                .toList();
    }

    private static Map<String, String> meta(
            String command, String actor, Optional<CommandKey> key) {
        return key.map(
                        named ->
                                Map.of(
                                        EventMeta.COMMAND,
                                        command,
                                        EventMeta.ACTOR,
                                        actor,
                                        EventMeta.KEY,
                                        named.raw()))
                .orElseGet(() -> Map.of(EventMeta.COMMAND, command, EventMeta.ACTOR, actor));
    }
}
