/**
 * What a person should look at: alarms with stable names, each told once when it begins, again now
 * and then while it stands, and once when it is over.
 */
@NullMarked
package io.sluice.command.alarm;

import org.jspecify.annotations.NullMarked;
