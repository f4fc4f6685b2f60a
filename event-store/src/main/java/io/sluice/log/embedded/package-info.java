/**
 * A Kafka broker and controller inside this process, for one machine: loopback only, one copy of
 * everything, every record of the ledger synced to disk before it is acknowledged. A cluster does
 * without this package.
 */
@NullMarked
package io.sluice.log.embedded;

import org.jspecify.annotations.NullMarked;
