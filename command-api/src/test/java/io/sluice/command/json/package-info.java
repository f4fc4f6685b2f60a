/** Strict JSON. */
@NullMarked
package io.sluice.command.json;

import org.jspecify.annotations.NullMarked;
