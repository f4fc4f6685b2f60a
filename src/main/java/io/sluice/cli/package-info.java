/** The command line: starting a node here, and one-line calls to a node that runs. */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
