/** The HTTP edge. */
@NullMarked
package io.sluice.command.http;

import org.jspecify.annotations.NullMarked;
