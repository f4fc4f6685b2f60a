package io.sluice.command.rail;

import io.sluice.command.payout.Rail;
import io.sluice.command.payout.SandboxRail;
import io.sluice.command.payout.SandboxSettings;
import io.sluice.ledger.withdrawal.RailTerms;

/** Rails that move no money. */
public final class SandboxProvider implements RailProvider {

    static final String KIND = "sandbox";

    private final SandboxSettings behaviour;

    /**
     * @param behaviour of all of them
     */
    public SandboxProvider(SandboxSettings behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Rail open(RailSettings settings, RailContext context) {
        settings.end();
        return new SandboxRail(
                new RailTerms(settings.name(), SandboxRail.PROMISES),
                behaviour,
                context.folder().resolve(settings.name() + ".journal"),
                context.reports(),
                context.clock());
    }
}
