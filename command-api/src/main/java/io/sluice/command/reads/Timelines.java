package io.sluice.command.reads;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.reads.StrongReads.TimelineReading;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.LedgerReader;
import io.sluice.log.StoredEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A withdrawal's life as the log has it. */
public final class Timelines {

    /** An event that may still be in flight. */
    record Moment(long sequence, StoredEvent event) {}

    private final IntFunction<EventView> views;
    private final LedgerReader reader;

    /**
     * @param views a partition's events, with speculation on its loop
     */
    public Timelines(IntFunction<EventView> views, LedgerReader reader) {
        this.views = views;
        this.reader = reader;
    }

    /** On the partition's loop. */
    List<Moment> moments(int partition, WithdrawalId id) {
        EventView view = views.apply(partition);
        EventTag tag = new EventTag(EventTags.WITHDRAWAL, id.toString());
        return Arrays.stream(view.sequencesOf(tag, 0))
                .mapToObj(sequence -> new Moment(sequence, view.event(sequence)))
                .toList();
    }

    /** Once they are confirmed. */
    List<TimelineReading> readings(int partition, List<Moment> moments) {
        return moments.stream().map(moment -> reading(partition, moment)).toList();
    }

    private TimelineReading reading(int partition, Moment moment) {
        StoredEvent event = moment.event();
        return new TimelineReading(
                event.type(),
                event.time(),
                event.meta().getOrDefault("actor", ""),
                reader.positionOfEvent(partition, moment.sequence()).orElseThrow().toString(),
                event.payload() instanceof WithdrawalEvent about ? detail(about) : Map.of());
    }

    private static Map<String, String> detail(WithdrawalEvent event) {
        Map<String, String> detail = new LinkedHashMap<>();
        switch (event) {
            case LedgerEvent.WithdrawalRequested e -> {
                e.expiresAt().ifPresent(end -> detail.put("expiresAt", end.toString()));
                e.approval()
                        .ifPresent(
                                need ->
                                        detail.put(
                                                "approvalRules",
                                                need.rules().stream()
                                                        .map(Enum::name)
                                                        .collect(Collectors.joining(","))));
            }
            case LedgerEvent.WithdrawalApproved e -> detail.put("reason", e.reason());
            case LedgerEvent.WithdrawalRejected e -> detail.put("reason", e.reason());
            case LedgerEvent.WithdrawalExpired e ->
                    detail.put("expiredAt", e.expiredAt().toString());
            case LedgerEvent.WithdrawalHeld e ->
                    detail.put(
                            "pauseIds",
                            e.pauseIds().stream()
                                    .map(Object::toString)
                                    .collect(Collectors.joining(",")));
            case LedgerEvent.WithdrawalReleased e -> {
                detail.put("attempt", Integer.toString(e.attempt()));
                detail.put("notAfter", e.notAfter().toString());
                detail.put("rail", e.rail().name());
            }
            case LedgerEvent.WithdrawalSubmitted e ->
                    detail.put("railReference", e.railReference());
            case LedgerEvent.WithdrawalSettled e -> {
                detail.put("transaction", e.transaction());
                e.evidence().ifPresent(evidence -> detail.put("evidence", evidence));
            }
            case LedgerEvent.WithdrawalFailed e -> {
                detail.put("reason", e.reason());
                e.evidence().ifPresent(evidence -> detail.put("evidence", evidence));
            }
            case LedgerEvent.WithdrawalOutcomeUnknown e -> detail.put("reason", e.reason());
            case LedgerEvent.WithdrawalCancelled e -> detail.put("reason", e.reason());
        }
        return detail;
    }
}
