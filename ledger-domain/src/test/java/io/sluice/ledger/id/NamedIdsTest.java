package io.sluice.ledger.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The expected ids were computed by another implementation of RFC 9562, not by this one. */
class NamedIdsTest {

    private static final AccountId ALICE = new AccountId("alice");

    @Test
    void followFromTheirNames() {
        UUID key = NamedIds.commandKey(ALICE, "k-1");
        UUID circuitKey = NamedIds.circuitKey("k-1");
        assertThat(key).hasToString("0ebb2ea8-ac73-5ec4-a44e-cea1555a552b");
        assertThat(circuitKey).hasToString("10ebb4c1-8481-572f-b398-70022b386b0d");
        assertThat(NamedIds.deposit(ALICE, new Asset("BTC"), "r-1"))
                .hasToString("ca1b8697-3b49-57b8-ad35-1295cc09e005");
        assertThat(NamedIds.withdrawal(key)).hasToString("cebfb450-b86c-5f4b-ad70-c6b5712e1a78");
        assertThat(NamedIds.pause(circuitKey)).hasToString("28ff1723-dc3b-55f0-860d-39adff1d0d1c");
        assertThat(NamedIds.resumption(circuitKey))
                .hasToString("b6ed6bb1-6e10-5b5d-9922-001338713621");
        assertThat(NamedIds.commandKey(ALICE, "schlüssel"))
                .hasToString("c73327c7-3179-5864-bcf9-d8208dc8d833");
    }

    @Test
    void ofDestinationsTellAMemoFromNone() {
        Network bitcoin = new Network("bitcoin");
        assertThat(
                        NamedIds.destination(
                                ALICE, bitcoin, new Destination("bc1qexample", Optional.empty())))
                .hasToString("f7c66084-6da6-5248-a8d2-bef9b02b841c");
        assertThat(
                        NamedIds.destination(
                                ALICE, bitcoin, new Destination("bc1qexample", Optional.of("7"))))
                .hasToString("a90ecb22-ca29-5ae0-ad0d-f5805c50cf4a");
    }

    @Test
    void doNotRunTogether() {
        assertThat(NamedIds.commandKey(new AccountId("a"), "bc"))
                .isNotEqualTo(NamedIds.commandKey(new AccountId("ab"), "c"));
    }
}
