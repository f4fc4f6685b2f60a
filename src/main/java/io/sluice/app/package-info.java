/**
 * One process from its parts: settings, the data folder, the embedded broker and database, the
 * ledger's node, and what other modules contribute by role. Nothing here decides anything about
 * money.
 */
@NullMarked
package io.sluice.app;

import org.jspecify.annotations.NullMarked;
