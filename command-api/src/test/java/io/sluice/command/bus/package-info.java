/** The bus on a real node. */
@NullMarked
package io.sluice.command.bus;

import org.jspecify.annotations.NullMarked;
