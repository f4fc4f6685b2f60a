/** That the demo's last statement is true, or said not to be. */
@NullMarked
package io.sluice.demo;

import org.jspecify.annotations.NullMarked;
