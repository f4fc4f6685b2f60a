package io.sluice.log.writer;

/**
 * How far a partition's log was read.
 *
 * @param begunAt the offset from which on it had to be read
 * @param nextOffset the offset after the last record folded
 * @param upTo where the log ended when the node started
 * @param done whether it was read to there, or will not be
 */
public record CatchUp(long begunAt, long nextOffset, long upTo, boolean done) {}
