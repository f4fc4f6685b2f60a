/**
 * The ledger's topic on Kafka: made or checked at start, appended to by idempotent producers, read
 * by plain consumers without a group. Kafka is asked for little: keep bytes in order, and sync them
 * before they are visible. No transactions, no consumer groups.
 */
@NullMarked
package io.sluice.log.kafka;

import org.jspecify.annotations.NullMarked;
