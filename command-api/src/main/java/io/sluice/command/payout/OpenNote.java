package io.sluice.command.payout;

import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.LogPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All that a queue knows of an open withdrawal that moved on since its request: where there are a
 * hundred thousand, reading this takes a fraction of the time that their events would.
 *
 * @param sequence of the event with which it came into its status
 * @param offset of that event's entry
 * @param since the time of that entry
 * @param pauses that held it when it was released; of one that is held those that the event names,
 *     and who came later is in the circuit's events
 * @param order as {@link Payout#order}
 * @param release once released
 */
record OpenNote(
        long sequence,
        long offset,
        Instant since,
        WithdrawalStatus status,
        long order,
        List<PauseId> pauses,
        Optional<Payout.Release> release,
        WithdrawalRequested request) {

    private static final int TYPICAL_BYTES = 256;

    /** What an object is written with, and read with again. */
    private interface Part<T> {
        T with() throws IOException;
    }

    /** The same, of one that came to be held by these. */
    OpenNote heldBy(List<PauseId> named) {
        return new OpenNote(sequence, offset, since, status, order, named, release, request);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        return orFail(
                () -> {
                    write(new DataOutputStream(bytes));
                    return bytes.toByteArray();
                });
    }

    /**
     * @throws IllegalStateException where these bytes are not a whole note
     */
    static OpenNote decode(byte[] bytes) {
        return orFail(() -> read(new DataInputStream(new ByteArrayInputStream(bytes))));
    }

    private static <T> T orFail(Part<T> part) {
        try {
            return part.with();
        } catch (IOException cut) {
            throw new IllegalStateException("not the note of an open withdrawal", cut);
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeLong(sequence);
        out.writeLong(offset);
        writeTime(out, since);
        out.writeUTF(status.name());
        out.writeLong(order);
        out.writeInt(pauses.size());
        for (PauseId pause : pauses) {
            writeUuid(out, pause.value());
        }
        out.writeBoolean(release.isPresent());
        if (release.isPresent()) {
            writeRelease(out, release.get());
        }
        out.writeUTF(request.accountId().value());
        writeUuid(out, request.withdrawalId().value());
        out.writeUTF(request.asset().code());
        out.writeUTF(request.network().name());
        writeAmount(out, request.amount());
        writeAmount(out, request.fee());
        out.writeUTF(request.destination().address());
        writeText(out, request.destination().memo());
        out.writeBoolean(request.admission().isPresent());
        if (request.admission().isPresent()) {
            writeAdmission(out, request.admission().get());
        }
    }

    private static OpenNote read(DataInputStream in) throws IOException {
        return new OpenNote(
                in.readLong(),
                in.readLong(),
                readTime(in),
                WithdrawalStatus.valueOf(in.readUTF()),
                in.readLong(),
                readPauses(in),
                in.readBoolean() ? Optional.of(readRelease(in)) : Optional.empty(),
                readRequest(in));
    }

    private static List<PauseId> readPauses(DataInputStream in) throws IOException {
        List<PauseId> pauses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pauses.add(new PauseId(readUuid(in)));
        }
        return List.copyOf(pauses);
    }

    private static WithdrawalRequested readRequest(DataInputStream in) throws IOException {
        return new WithdrawalRequested(
                new AccountId(in.readUTF()),
                new WithdrawalId(readUuid(in)),
                new Asset(in.readUTF()),
                new Network(in.readUTF()),
                readAmount(in),
                readAmount(in),
                new Destination(in.readUTF(), readText(in)),
                in.readBoolean() ? Optional.of(readAdmission(in)) : Optional.empty());
    }

    private static void writeRelease(DataOutputStream out, Payout.Release release)
            throws IOException {
        out.writeInt(release.attempt());
        writeTime(out, release.notAfter());
        out.writeUTF(release.rail().name());
        List<RailPromise> promises = release.rail().inOrder();
        out.writeInt(promises.size());
        for (RailPromise promise : promises) {
            out.writeUTF(promise.name());
        }
        out.writeInt(release.position().partition());
        out.writeLong(release.position().offset());
        out.writeUTF(release.position().headPrefix());
    }

    private static Payout.Release readRelease(DataInputStream in) throws IOException {
        return new Payout.Release(
                in.readInt(),
                readTime(in),
                readRail(in),
                new LogPosition(in.readInt(), in.readLong(), in.readUTF()));
    }

    private static RailTerms readRail(DataInputStream in) throws IOException {
        String name = in.readUTF();
        Set<RailPromise> promises = EnumSet.noneOf(RailPromise.class);
        for (int left = in.readInt(); left > 0; left--) {
            promises.add(RailPromise.valueOf(in.readUTF()));
        }
        return new RailTerms(name, promises);
    }

    private static void writeAdmission(DataOutputStream out, Admission admission)
            throws IOException {
        writeTime(out, admission.decidedAt());
        out.writeBoolean(admission.expiresAt().isPresent());
        if (admission.expiresAt().isPresent()) {
            writeTime(out, admission.expiresAt().get());
        }
        out.writeBoolean(admission.approval().isPresent());
        if (admission.approval().isPresent()) {
            ApprovalNeed need = admission.approval().get();
            out.writeInt(need.rules().size());
            for (ApprovalRule rule : need.rules()) {
                out.writeUTF(rule.name());
            }
            out.writeUTF(need.requestedBy());
        }
    }

    private static Admission readAdmission(DataInputStream in) throws IOException {
        return new Admission(
                readTime(in),
                in.readBoolean() ? Optional.of(readTime(in)) : Optional.empty(),
                in.readBoolean() ? Optional.of(readNeed(in)) : Optional.empty());
    }

    private static ApprovalNeed readNeed(DataInputStream in) throws IOException {
        List<ApprovalRule> rules = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            rules.add(ApprovalRule.valueOf(in.readUTF()));
        }
        return new ApprovalNeed(rules, in.readUTF());
    }

    private static void writeTime(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant readTime(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void writeUuid(DataOutputStream out, UUID uuid) throws IOException {
        out.writeLong(uuid.getMostSignificantBits());
        out.writeLong(uuid.getLeastSignificantBits());
    }

    private static UUID readUuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void writeAmount(DataOutputStream out, Amount amount) throws IOException {
        byte[] units = amount.units().toByteArray();
        out.writeByte(units.length);
        out.write(units);
    }

    private static Amount readAmount(DataInputStream in) throws IOException {
        byte[] units = new byte[in.readByte()];
        in.readFully(units);
        return new Amount(new BigInteger(units));
    }

    private static void writeText(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            out.writeUTF(text.get());
        }
    }

    private static Optional<String> readText(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
    }
}
