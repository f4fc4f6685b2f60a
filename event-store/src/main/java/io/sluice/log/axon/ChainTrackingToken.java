package io.sluice.log.axon;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come in every partition. Tokens are compared element by element: neither of
 * two need cover the other.
 *
 * @param places by partition; a partition without a place is at its beginning
 */
public record ChainTrackingToken(NavigableMap<Integer, Place> places) implements TrackingToken {

    private static final Place BEGINNING = new Place(0, -1, "");

    /**
     * How far it has come in one partition.
     *
     * @param nextSequence events with a lower sequence are done
     * @param offset of the entry that holds the last of them; -1 when there is none
     * @param head all 64 hex digits of the head after that entry; empty when there is none
     */
    public record Place(long nextSequence, long offset, String head) {}

    public ChainTrackingToken {
        places = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(places));
    }

    /** The place in that partition. */
    public Place at(int partition) {
        return places.getOrDefault(partition, BEGINNING);
    }

    /** The same but for one partition. */
    public ChainTrackingToken with(int partition, Place place) {
        NavigableMap<Integer, Place> moved = new TreeMap<>(places);
        moved.put(partition, place);
        return new ChainTrackingToken(moved);
    }

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return merge(of(other), (a, b) -> a.nextSequence() <= b.nextSequence() ? a : b);
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return merge(of(other), (a, b) -> a.nextSequence() >= b.nextSequence() ? a : b);
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
        return other == null
                || of(other).places.entrySet().stream()
                        .allMatch(
                                theirs ->
                                        theirs.getValue().nextSequence()
                                                <= at(theirs.getKey()).nextSequence());
    }

    /** How many events are done in all; a figure for display, no order. */
    @Override
    public OptionalLong position() {
        return OptionalLong.of(places.values().stream().mapToLong(Place::nextSequence).sum());
    }

    private ChainTrackingToken merge(ChainTrackingToken other, BinaryOperator<Place> choice) {
        NavigableMap<Integer, Place> merged = new TreeMap<>(places);
        for (Map.Entry<Integer, Place> theirs : other.places.entrySet()) {
            merged.put(theirs.getKey(), choice.apply(at(theirs.getKey()), theirs.getValue()));
        }
        for (Integer mine : places.keySet()) {
            merged.put(mine, choice.apply(at(mine), other.at(mine)));
        }
        return new ChainTrackingToken(merged);
    }

    private static ChainTrackingToken of(TrackingToken token) {
        if (token instanceof ChainTrackingToken chain) {
            return chain;
        }
        throw new IllegalArgumentException("not a token of this ledger: " + token);
    }
}
