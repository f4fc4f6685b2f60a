/** The books: every monetary event as balanced double-entry postings. */
@NullMarked
package io.sluice.ledger.posting;

import org.jspecify.annotations.NullMarked;
