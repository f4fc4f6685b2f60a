@NullMarked
package io.sluice.bench.fire;

import org.jspecify.annotations.NullMarked;
