/**
 * What Sluice's engine does beside what one would use instead: plain Kafka, plain PostgreSQL,
 * Axon's own event store on PostgreSQL. All in one process and one run, closed loop, every answer
 * checked, and every book recounted afterwards.
 */
@NullMarked
package io.sluice.bench;

import org.jspecify.annotations.NullMarked;
