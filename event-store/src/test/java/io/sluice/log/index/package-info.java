/** The index on disk against the index in the heap, and against what can happen to a disk. */
@NullMarked
package io.sluice.log.index;

import org.jspecify.annotations.NullMarked;
