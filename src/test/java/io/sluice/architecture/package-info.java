/** The walls between the parts, held by tests. */
@NullMarked
package io.sluice.architecture;

import org.jspecify.annotations.NullMarked;
