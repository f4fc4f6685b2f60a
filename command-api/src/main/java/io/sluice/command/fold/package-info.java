/**
 * What folds of a partition's counted entries apply: events one by one, each with its place, the
 * same whether they come with their entry or are looked up after a restart.
 */
@NullMarked
package io.sluice.command.fold;

import org.jspecify.annotations.NullMarked;
