@NullMarked
package io.sluice.bench.big;

import org.jspecify.annotations.NullMarked;
