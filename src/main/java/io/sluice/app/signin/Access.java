package io.sluice.app.signin;

import java.util.Arrays;
import java.util.Optional;

/** What a token may allow: the API's scopes of access. */
enum Access {
    ACCOUNTS_WRITE("accounts:write"),
    DEPOSITS_WRITE("deposits:write"),
    WITHDRAWALS_WRITE("withdrawals:write"),
    WITHDRAWALS_APPROVE("withdrawals:approve"),
    WITHDRAWALS_RESOLVE("withdrawals:resolve"),
    RAIL_REPORT("rail:report"),
    CIRCUIT_PAUSE("circuit:pause"),
    CIRCUIT_RESUME("circuit:resume"),
    LEDGER_READ("ledger:read"),
    AUDIT_READ("audit:read");

    private final String wire;

    Access(String wire) {
        this.wire = wire;
    }

    /** As it stands in a token's claim {@code scope}. */
    String wire() {
        return wire;
    }

    /** Empty for a scope that is somebody else's. */
    static Optional<Access> of(String wire) {
        return Arrays.stream(values()).filter(access -> access.wire.equals(wire)).findFirst();
    }
}
