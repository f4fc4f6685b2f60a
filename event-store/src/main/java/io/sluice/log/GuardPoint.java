package io.sluice.log;

/** A confirmed place, kept outside the broker's disk: the log must still contain it. */
public record GuardPoint(String topicId, int partition, long offset, Head head) {}
