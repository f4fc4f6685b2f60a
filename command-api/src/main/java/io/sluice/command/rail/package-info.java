/**
 * The rails that come along (a webhook, a Kafka topic, the sandbox), how others are found and
 * configured, and which lane is released to which. A rail of one's own implements {@link
 * io.sluice.command.payout.Rail}, or only a {@link io.sluice.command.rail.Delivery}, and is found
 * through {@link io.sluice.command.rail.RailProvider}.
 */
@NullMarked
package io.sluice.command.rail;

import org.jspecify.annotations.NullMarked;
