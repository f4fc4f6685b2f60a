package io.sluice.ledger.wire;

import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an event can be found by; frozen, like its payload. */
public final class EventTags {

    public static final String ACCOUNT = "account";
    public static final String WITHDRAWAL = "withdrawal";
    public static final String REFERENCE = "reference";
    public static final String KEY = "key";

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
        List<Tag> tags = new ArrayList<>(4);
        switch (event) {
            case AccountEvent about -> {
                tags.add(new Tag(ACCOUNT, about.accountId().value()));
                switch (about) {
                    case WithdrawalEvent e ->
                            tags.add(new Tag(WITHDRAWAL, e.withdrawalId().toString()));
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
}
