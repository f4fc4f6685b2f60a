package io.sluice.ledger.wire;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import io.sluice.ledger.wire.EventTags.Tag;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTagsTest {

    @Test
    void findsAccountEventsByAccount() {
        assertThat(EventTags.of(new AccountOpened(ALICE), Optional.empty()))
                .containsExactly(new Tag("account", "alice"));
    }

    @Test
    void findsWithdrawalsByAccountAndWithdrawal() {
        assertThat(EventTags.of(Withdrawals.RELEASED, Optional.empty()))
                .containsExactly(
                        new Tag("account", "alice"),
                        new Tag("withdrawal", Withdrawals.ID.toString()));
    }

    /** What needs approval makes nothing known before it has it; version 1 made nothing known. */
    @Test
    void findsByDestinationWhatWasQueuedTo() {
        Tag destination =
                new Tag(
                        "destination",
                        NamedIds.destination(ALICE, BITCOIN, DESTINATION).toString());
        assertThat(EventTags.of(Withdrawals.REQUESTED, Optional.empty())).contains(destination);
        assertThat(EventTags.of(Withdrawals.APPROVED, Optional.empty())).contains(destination);
        assertThat(EventTags.of(Withdrawals.AWAITING, Optional.empty()))
                .noneMatch(tag -> tag.name().equals("destination"));
        assertThat(EventTags.of(Withdrawals.REQUESTED_V1, Optional.empty()))
                .noneMatch(tag -> tag.name().equals("destination"));
    }

    @Test
    void findsDepositsByTheirReference() {
        DepositId id = new DepositId(Sample.uuid("d"));
        assertThat(
                        EventTags.of(
                                new DepositCredited(ALICE, id, BTC, Amount.of(1), "r"),
                                Optional.empty()))
                .containsExactly(new Tag("account", "alice"), new Tag("reference", id.toString()));
    }

    @Test
    void findsTheCircuitAsOneThing() {
        assertThat(
                        EventTags.of(
                                Sample.pauseOpened("p", new Scope.All(), PauseMode.HOLD),
                                Optional.of(Sample.circuitKey("k"))))
                .containsExactly(
                        new Tag("circuit", "circuit"),
                        new Tag("key", Sample.circuitKey("k").id().toString()));
    }

    @Test
    void findsWhatCameWithAKeyByTheKeysId() {
        assertThat(EventTags.of(Withdrawals.REQUESTED, Optional.of(Sample.key(ALICE, "secret"))))
                .contains(new Tag("key", Sample.key(ALICE, "secret").id().toString()))
                .noneMatch(tag -> tag.value().contains("secret"));
    }
}
