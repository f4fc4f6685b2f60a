/** What happened: the events of the ledger, from which all state is rebuilt. */
@NullMarked
package io.sluice.ledger.event;

import org.jspecify.annotations.NullMarked;
