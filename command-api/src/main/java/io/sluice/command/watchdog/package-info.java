/**
 * Closes the gate by itself: looks at each cause again and again, raises its alarm once it has held
 * for long enough and, where so configured, opens a pause that carries the evidence. It lifts
 * nothing unless told to.
 */
@NullMarked
package io.sluice.command.watchdog;

import org.jspecify.annotations.NullMarked;
