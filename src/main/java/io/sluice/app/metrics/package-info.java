/** What operations need to see of a node in figures, under names that stay. */
@NullMarked
package io.sluice.app.metrics;

import org.jspecify.annotations.NullMarked;
