package io.sluice.log.axon;

import io.sluice.log.Confirmed;
import org.axonframework.messaging.core.Context.ResourceKey;

/** What the engine tells a unit of work about its entry, once that is confirmed. */
public final class ConfirmedResource {

    public static final ResourceKey<Confirmed> KEY = ResourceKey.withLabel("sluiceConfirmed");

    private ConfirmedResource() {}
}
