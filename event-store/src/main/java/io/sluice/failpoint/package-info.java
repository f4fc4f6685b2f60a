/**
 * Places at which a test can end this process on purpose, so that what a crash leaves there is
 * shown and not only thought. In this module because the modules above it see it too. Unless the
 * JVM's property {@code sluice.failpoint} names one of them, they do nothing.
 */
@NullMarked
package io.sluice.failpoint;

import org.jspecify.annotations.NullMarked;
