package io.sluice.ledger.wire;

import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an event can be found by; frozen, like its payload. */
public final class EventTags {

    public static final String ACCOUNT = "account";
    public static final String WITHDRAWAL = "withdrawal";
    public static final String REFERENCE = "reference";
    public static final String KEY = "key";

    /** What the first event with it makes known: that the account had a withdrawal queued there. */
    public static final String DESTINATION = "destination";

    /** Name and only value of the tag that all circuit events carry. */
    public static final String CIRCUIT = "circuit";

    private EventTags() {}

    /** For example {@code account} = {@code alice}. */
    public record Tag(String name, String value) {}

    /**
     * The tags of an event, most general first.
     *
     * @param key of the command that led to the event, if it came with one
     */
    public static List<Tag> of(LedgerEvent event, Optional<CommandKey> key) {
        List<Tag> tags = new ArrayList<>(5);
        switch (event) {
            case AccountEvent about -> {
                tags.add(new Tag(ACCOUNT, about.accountId().value()));
                switch (about) {
                    case WithdrawalEvent e -> {
                        tags.add(new Tag(WITHDRAWAL, e.withdrawalId().toString()));
                        destination(e).ifPresent(id -> tags.add(new Tag(DESTINATION, id)));
                    }
                    case DepositCredited e ->
                            tags.add(new Tag(REFERENCE, e.depositId().toString()));
                    case LedgerEvent.AccountOpened _,
                            LedgerEvent.AccountFrozen _,
                            LedgerEvent.AccountUnfrozen _,
                            LedgerEvent.AccountClosed _ -> {}
                }
            }
            case CircuitEvent _ -> tags.add(new Tag(CIRCUIT, CIRCUIT));
        }
        key.ifPresent(given -> tags.add(new Tag(KEY, given.id().toString())));
        return List.copyOf(tags);
    }

    /** Of events by which a withdrawal is queued; version 1 of a request had no such tag. */
    private static Optional<String> destination(WithdrawalEvent event) {
        return switch (event) {
            case LedgerEvent.WithdrawalRequested e ->
                    e.admission()
                            .filter(admission -> admission.approval().isEmpty())
                            .map(_ -> destination(e.accountId(), e.network(), e.destination()));
            case LedgerEvent.WithdrawalApproved e ->
                    Optional.of(destination(e.accountId(), e.network(), e.destination()));
            case WithdrawalEvent _ -> Optional.empty();
        };
    }

    private static String destination(AccountId account, Network network, Destination to) {
        return NamedIds.destination(account, network, to).toString();
    }
}
