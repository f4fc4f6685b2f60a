package io.sluice.command.watchdog;

/**
 * Looks at a cause once. May block, for no longer than a few seconds; is never called twice at
 * once. Throws where it cannot tell: then nothing is known, and what was seen before stands.
 */
@FunctionalInterface
public interface Probe {

    Finding look();
}
