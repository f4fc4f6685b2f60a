@NullMarked
package io.sluice.command.watchdog;

import org.jspecify.annotations.NullMarked;
