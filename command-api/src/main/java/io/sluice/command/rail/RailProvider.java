package io.sluice.command.rail;

import io.sluice.command.payout.Rail;

/**
 * Makes rails of one kind. Those that come along are given to {@link RailBook}; others are found by
 * {@link java.util.ServiceLoader}.
 */
public interface RailProvider {

    /** What {@code sluice.rails.<name>.kind} says to ask for it. */
    String kind();

    /**
     * Makes the rail; it is closed when the node stops.
     *
     * @throws RailSettingsException when the settings are wrong, or what they name is not there
     */
    Rail open(RailSettings settings, RailContext context);
}
