package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The withdrawals that are neither gone nor back, by id and, within each status, in the order in
 * which they came into it. Entries' times never run back, so the first of a status is its oldest.
 * There may be very many, so each has one small place that stands in both. Guarded by its queue.
 */
final class OpenPayouts {

    /** One withdrawal, and who came into its status before and after it. */
    static final class Place {
        private Payout payout;
        private final long offset;
        private final long sequence;
        private @Nullable Place older;
        private @Nullable Place newer;

        private Place(Payout payout, long offset, long sequence) {
            this.payout = payout;
            this.offset = offset;
            this.sequence = sequence;
        }

        Payout payout() {
            return payout;
        }

        /** Of the entry with which it came into its status. */
        long offset() {
            return offset;
        }

        /** Of the event with which it came into its status. */
        long sequence() {
            return sequence;
        }
    }

    private static final class Row {
        private @Nullable Place oldest;
        private @Nullable Place newest;
        private long length;

        void add(Place place) {
            place.older = newest;
            if (newest == null) {
                oldest = place;
            } else {
                newest.newer = place;
            }
            newest = place;
            length++;
        }

        void remove(Place place) {
            if (place.older == null) {
                oldest = place.newer;
            } else {
                place.older.newer = place.newer;
            }
            if (place.newer == null) {
                newest = place.older;
            } else {
                place.newer.older = place.older;
            }
            length--;
        }

        Stream<Place> places() {
            return Stream.iterate(oldest, Objects::nonNull, place -> place.newer);
        }
    }

    private final Map<WithdrawalId, Place> byId = new HashMap<>();
    private final Map<WithdrawalStatus, Row> rows = new EnumMap<>(WithdrawalStatus.class);

    /** Written under the guard, read by anyone. */
    private volatile int size;

    OpenPayouts() {
        for (WithdrawalStatus status : WithdrawalStatus.values()) {
            rows.put(status, new Row());
        }
    }

    Optional<Payout> find(WithdrawalId id) {
        return place(id).map(Place::payout);
    }

    Optional<Place> place(WithdrawalId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Adds it, or replaces what was known of it. In the status that it was in already it keeps its
     * place.
     *
     * @param offset of the entry that made it so
     * @param sequence of the event
     */
    void put(Payout payout, long offset, long sequence) {
        Place before = byId.get(payout.id());
        if (before != null && before.payout.status() == payout.status()) {
            before.payout = payout;
            return;
        }
        if (before != null) {
            row(before.payout.status()).remove(before);
        }
        Place place = new Place(payout, offset, sequence);
        byId.put(payout.id(), place);
        size = byId.size();
        row(payout.status()).add(place);
    }

    void remove(WithdrawalId id) {
        Place place = byId.remove(id);
        if (place != null) {
            size = byId.size();
            row(place.payout.status()).remove(place);
        }
    }

    int size() {
        return size;
    }

    long count(WithdrawalStatus status) {
        return row(status).length;
    }

    /** Those in the status, who came into it first first. */
    Stream<Place> in(WithdrawalStatus status) {
        return row(status).places();
    }

    /** Released and neither gone nor back. */
    Stream<Payout> leaving() {
        return Arrays.stream(WithdrawalStatus.values())
                .filter(status -> status.money() == WithdrawalStatus.Money.LEAVING)
                .flatMap(this::in)
                .map(Place::payout);
    }

    private Row row(WithdrawalStatus status) {
        return Objects.requireNonNull(rows.get(status), "every status has its row");
    }
}
