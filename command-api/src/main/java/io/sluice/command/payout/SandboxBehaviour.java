package io.sluice.command.payout;

/** What the sandbox does with an instruction; a destination's address can ask for one. */
public enum SandboxBehaviour {
    PAY("sandbox:pay"),
    /** Refuses for good. */
    FAIL("sandbox:fail"),
    /** Takes it, and then cannot say. */
    UNKNOWN("sandbox:unknown"),
    /** Never says anything. */
    SILENT("sandbox:silent");

    private final String prefix;

    SandboxBehaviour(String prefix) {
        this.prefix = prefix;
    }

    static SandboxBehaviour of(String address, SandboxBehaviour otherwise) {
        for (SandboxBehaviour behaviour : values()) {
            if (address.startsWith(behaviour.prefix)) {
                return behaviour;
            }
        }
        return otherwise;
    }
}
