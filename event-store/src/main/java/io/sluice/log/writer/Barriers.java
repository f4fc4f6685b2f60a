package io.sluice.log.writer;

import io.sluice.log.Confirmed;
import io.sluice.log.StoredEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The two ways of a barrier into one partition. Both may be tried for one barrier: the same nonce
 * names it.
 */
public interface Barriers {

    /** A fresh name for a barrier. */
    String newNonce();

    /** In order with what the owner has in flight, voiding nothing; as slow as the owner is. */
    CompletableFuture<Confirmed> throughOwner(
            String effect, String nonce, Map<String, String> detail, List<StoredEvent> events);

    /**
     * Past the owner: whatever the owner has in flight behind it is void, and is appended or
     * decided again.
     */
    CompletableFuture<Confirmed> direct(
            String effect, String nonce, Map<String, String> detail, List<StoredEvent> events);
}
