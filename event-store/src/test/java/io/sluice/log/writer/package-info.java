/**
 * The seeded world: writers on a log that delays, duplicates, reorders and loses, and a checker
 * that recounts.
 */
@NullMarked
package io.sluice.log.writer;

import org.jspecify.annotations.NullMarked;
