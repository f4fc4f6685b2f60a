package io.sluice.bench.fire;

import io.sluice.log.Head;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import io.sluice.log.chain.ChainHash;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.ChainRules;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.log.kafka.KafkaLogSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The raw records of the ledger, straight from the broker: those that count, in order. */
final class RawLog implements AutoCloseable {

    private static final Duration ASKED_WITHIN = Duration.ofSeconds(30);
    private static final Duration READ_WITHIN = Duration.ofMinutes(5);

    private final KafkaLogAccess access;

    RawLog(String bootstrapServers) {
        this.access = KafkaLogAccess.open(KafkaLogSettings.of(bootstrapServers));
    }

    /**
     * Up to where the partition ends now. Blocks.
     *
     * @param reader of an offset and the value of the entry there; on another thread, and done when
     *     this returns
     */
    void read(int partition, BiConsumer<Long, JsonNode> reader) {
        RecordLog log = access.partition(partition);
        Fold fold = new Fold(partition, log.endOffset(ASKED_WITHIN), reader);
        try (RecordLog.Tail _ = log.tail(0, fold::accept, fold.finished::completeExceptionally)) {
            fold.finished.orTimeout(READ_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    /** Used by the tail's thread alone. */
    private static final class Fold {

        private final int partition;
        private final long end;
        private final BiConsumer<Long, JsonNode> reader;
        private final CompletableFuture<Boolean> finished = new CompletableFuture<>();
        private Head head = Head.of(new byte[Head.BYTES]);

        Fold(int partition, long end, BiConsumer<Long, JsonNode> reader) {
            this.partition = partition;
            this.end = end;
            this.reader = reader;
            if (end == 0) {
                finished.complete(true);
            }
        }

        private void accept(List<RawRecord> records) {
            for (RawRecord record : records) {
                if (record.offset() < end) {
                    ChainRecord.parse(record).ifPresent(entry -> fold(record.offset(), entry));
                }
                if (record.offset() >= end - 1) {
                    finished.complete(true);
                }
            }
        }

        private void fold(long offset, ChainRecord entry) {
            if (offset == 0) {
                head = genesis(JsonMapper.shared().readTree(entry.value()));
            }
            if (ChainRules.STANDARD.counts(entry, head)) {
                head = ChainHash.after(head, entry);
                reader.accept(offset, JsonMapper.shared().readTree(entry.value()));
            }
        }

        private Head genesis(JsonNode opening) {
            return ChainHash.genesis(
                    opening.at("/detail/ledgerId").asString(),
                    partition,
                    Integer.parseInt(opening.at("/detail/partitions").asString()));
        }
    }

    @Override
    public void close() {
        access.close();
    }
}
