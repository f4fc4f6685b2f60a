package io.sluice.bench;

import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.log.RawRecord;
import io.sluice.log.RecordLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The record of one withdrawal as a ledger leaves it in its topic. */
final class SampleRecord {

    private static final int SECONDS = 30;

    private SampleRecord() {}

    static RawRecord make(String bootstrapServers, Path folder) {
        AccountId account = new AccountId(Terms.account(1));
        CompletableFuture<RawRecord> found = new CompletableFuture<>();
        try (SluiceLedger ledger =
                new SluiceLedger(bootstrapServers, "sample", 1, folder, /* payouts= */ false)) {
            try (RecordLog.Tail _ =
                    ledger.partitionOf(account)
                            .tail(
                                    0,
                                    records ->
                                            records.stream()
                                                    .filter(SampleRecord::isWithdrawal)
                                                    .forEach(found::complete),
                                    found::completeExceptionally)) {
                ledger.send(new OpenAccount(account), "open")
                        .orTimeout(SECONDS, TimeUnit.SECONDS)
                        .join();
                ledger.send(
                                new CreditDeposit(
                                        account,
                                        new Asset(Terms.ASSET),
                                        Amount.of(Terms.FUNDS),
                                        "first deposit"),
                                "deposit")
                        .orTimeout(SECONDS, TimeUnit.SECONDS)
                        .join();
                ledger.send(
                                SluiceFamily.request(account),
                                Keys.next(new SplittableRandom(2)).toString())
                        .orTimeout(SECONDS, TimeUnit.SECONDS)
                        .join();
                return found.orTimeout(SECONDS, TimeUnit.SECONDS).join();
            }
        }
    }

    private static boolean isWithdrawal(RawRecord record) {
        byte[] value = record.value();
        return value != null
                && new String(value, StandardCharsets.UTF_8).contains("withdrawal-requested");
    }

    /** Bytes of key, value and headers, without Kafka's own. */
    static int size(RawRecord record) {
        int size = length(record.key()) + length(record.value());
        for (RawRecord.Header header : record.headers()) {
            size += header.name().length() + length(header.value());
        }
        return size;
    }

    private static int length(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
