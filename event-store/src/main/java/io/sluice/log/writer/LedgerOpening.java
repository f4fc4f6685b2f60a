package io.sluice.log.writer;

import io.sluice.log.LogUnavailableException;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.chain.LedgerIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Reads which ledger a partition belongs to, and opens a partition that is empty. */
final class LedgerOpening {

    private final EntryCodec codec;
    private final Clock clock;
    private final RandomGenerator random;
    private final Duration deadline;

    LedgerOpening(EntryCodec codec, Clock clock, RandomGenerator random, Duration deadline) {
        this.codec = codec;
        this.clock = clock;
        this.random = random;
        this.deadline = deadline;
    }

    /**
     * What the partition's first record says, once there is one. Where two nodes open at once the
     * first record wins.
     *
     * @throws LogUnavailableException past the deadline
     */
    LedgerIdentity read(RecordLog log) {
        return identity(log, OneRecord.read(log, 0, deadline));
    }

    /**
     * Opens an empty partition; what its first record then says, which may be what another node
     * wrote at the same time.
     */
    LedgerIdentity open(RecordLog log, LedgerIdentity wanted, String writerId) {
        byte[] value =
                codec.encode(
                        new EntryValue(
                                EntryCodec.toEntryTime(clock.instant()),
                                writerId,
                                Optional.of(
                                        new EntryValue.Barrier(
                                                BarrierEffect.LEDGER_OPENED.wire(),
                                                Nonces.next(random),
                                                wanted.toDetail())),
                                List.of()));
        ChainRecord opening =
                new ChainRecord(
                        EntryKind.BARRIER, wanted.genesis(log.partition()), new byte[0], value);
        RecordLog.Appender appender = log.newAppender();
        try {
            CompletableFuture<RawRecord> first = new CompletableFuture<>();
            return identity(
                    log,
                    OneRecord.read(
                            log,
                            0,
                            deadline,
                            () -> appender.append(opening.toRaw(), first::completeExceptionally),
                            first));
        } finally {
            appender.closeNow();
        }
    }

    private LedgerIdentity identity(RecordLog log, RawRecord first) {
        ChainRecord record =
                ChainRecord.parse(first)
                        .filter(entry -> entry.kind() == EntryKind.BARRIER && first.offset() == 0)
                        .orElseThrow(
                                () ->
                                        new LogUnavailableException(
                                                "partition "
                                                        + log.partition()
                                                        + " does not begin with the opening of a ledger"));
        return LedgerIdentity.of(codec.decode(record.value()));
    }
}
