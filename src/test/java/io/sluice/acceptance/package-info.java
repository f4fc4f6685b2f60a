/** The product as its users have it: a process, its HTTP, its folder, its exit. */
@NullMarked
package io.sluice.acceptance;

import org.jspecify.annotations.NullMarked;
