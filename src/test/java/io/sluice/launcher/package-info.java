/** {@code ./sluice}, the script: which Java, when it builds, what it becomes. */
@NullMarked
package io.sluice.launcher;

import org.jspecify.annotations.NullMarked;
