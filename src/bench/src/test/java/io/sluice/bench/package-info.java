/** That the benchmarks measure what they say. */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
