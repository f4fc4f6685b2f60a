/** Checks of the project itself: that its pages, images and code say the same. */
@NullMarked
package io.sluice.project;

import org.jspecify.annotations.NullMarked;
