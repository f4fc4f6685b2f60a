package io.sluice.log.writer;

/** Counts of one partition since this process started. */
public record PartitionFigures(
        long counted,
        long voids,
        long confirmed,
        long gaps,
        long resent,
        long backOffs,
        long appendFailures) {}
