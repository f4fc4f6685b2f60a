/** The application's own settings and folders. */
@NullMarked
package io.sluice.app;

import org.jspecify.annotations.NullMarked;
