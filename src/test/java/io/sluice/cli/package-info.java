/** The command line against a node that answers as told. */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
