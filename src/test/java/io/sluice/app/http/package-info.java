/** The command side over real HTTP: every answer and every error code, on a log in memory. */
@NullMarked
package io.sluice.app.http;

import org.jspecify.annotations.NullMarked;
