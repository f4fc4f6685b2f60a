package io.sluice.command.rail;

import io.sluice.command.payout.RailReports;
import io.sluice.ledger.money.Catalogue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What a rail works with.
 *
 * @param reports where it tells what became of instructions
 * @param folder where it may keep files of its own
 * @param instructionValidity from a release to its {@code notAfter}
 */
public record RailContext(
        RailReports reports,
        Catalogue catalogue,
        Clock clock,
        Path folder,
        Duration instructionValidity) {}
