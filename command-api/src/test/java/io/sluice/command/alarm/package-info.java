@NullMarked
package io.sluice.command.alarm;

import org.jspecify.annotations.NullMarked;
