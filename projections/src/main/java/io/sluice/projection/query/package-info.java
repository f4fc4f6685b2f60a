/**
 * Answers from PostgreSQL, from the partition's owner where PostgreSQL cannot, and as fresh as
 * asked.
 */
@NullMarked
package io.sluice.projection.query;

import org.jspecify.annotations.NullMarked;
