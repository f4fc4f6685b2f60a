/**
 * The independent verifier: it recounts the ledger from the raw topic, or from the segment files of
 * one that is stopped, and compares with what PostgreSQL shows. Written from {@code
 * src/docs/chain-log.md} and {@code src/docs/events.md} alone, it shares no code with what it
 * checks, so that one mistake cannot hide itself on both sides.
 *
 * <p>Reading order: {@link io.sluice.verify.Verifier}, then {@code PartitionFold}, which puts every
 * record through the chain, the entry reader and the checks.
 */
@NullMarked
package io.sluice.verify;

import org.jspecify.annotations.NullMarked;
