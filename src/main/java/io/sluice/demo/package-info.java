/**
 * {@code ./sluice demo}: a bad night in a minute, on real processes that are really killed. It
 * knows the product only as its clients do, over HTTP, and as an auditor does, by the raw log.
 */
@NullMarked
package io.sluice.demo;

import org.jspecify.annotations.NullMarked;
