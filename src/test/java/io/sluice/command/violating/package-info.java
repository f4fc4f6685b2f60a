/** Breaks the rules of the architecture on purpose, so that a test can show that they catch it. */
@NullMarked
package io.sluice.command.violating;

import org.jspecify.annotations.NullMarked;
