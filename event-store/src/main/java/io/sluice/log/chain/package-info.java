/**
 * The chain itself, as src/docs/chain-log.md specifies it: the record's form, the hashes, the fold,
 * and the entry's value.
 */
@NullMarked
package io.sluice.log.chain;

import org.jspecify.annotations.NullMarked;
