/**
 * The partition's one writer, a reader with a pen: it replays the log, decides on speculation,
 * appends, and confirms by reading back. {@code WriterCore} is the state machine and knows neither
 * threads nor Kafka; {@code PartitionLoop} runs it.
 */
@NullMarked
package io.sluice.log.writer;

import org.jspecify.annotations.NullMarked;
