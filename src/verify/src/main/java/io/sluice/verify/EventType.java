package io.sluice.verify;

import static io.sluice.verify.FieldKind.AMOUNT;
import static io.sluice.verify.FieldKind.APPROVAL;
import static io.sluice.verify.FieldKind.AUTHORITY;
import static io.sluice.verify.FieldKind.DESTINATION;
import static io.sluice.verify.FieldKind.ID;
import static io.sluice.verify.FieldKind.IDS;
import static io.sluice.verify.FieldKind.MODE;
import static io.sluice.verify.FieldKind.NUMBER;
import static io.sluice.verify.FieldKind.RAIL;
import static io.sluice.verify.FieldKind.SCOPE;
import static io.sluice.verify.FieldKind.TEXT;
import static io.sluice.verify.FieldKind.TEXTS;
import static io.sluice.verify.FieldKind.TIME;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table of events.md: every type, and the members of its payload. A name that ends in {@code ?}
 * may be absent; one that ends in {@code @2} is a member from version 2 on.
 */
@SuppressWarnings("ImmutableEnumChecker") // The maps are filled in the constructor only.
enum EventType {
    ACCOUNT_OPENED("account-opened", Family.ACCOUNT),
    ACCOUNT_FROZEN("account-frozen", Family.ACCOUNT, "reason", TEXT),
    ACCOUNT_UNFROZEN("account-unfrozen", Family.ACCOUNT, "reason", TEXT),
    ACCOUNT_CLOSED("account-closed", Family.ACCOUNT, "reason", TEXT),
    DEPOSIT_CREDITED(
            "deposit-credited",
            Family.ACCOUNT,
            "depositId",
            ID,
            "asset",
            TEXT,
            "amount",
            AMOUNT,
            "reference",
            TEXT),
    WITHDRAWAL_REQUESTED(
            "withdrawal-requested",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "network",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "destination",
            DESTINATION,
            "decidedAt@2",
            TIME,
            "expiresAt?@2",
            TIME,
            "approval?@2",
            APPROVAL),
    WITHDRAWAL_APPROVED(
            "withdrawal-approved",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "network",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "destination",
            DESTINATION,
            "reason",
            TEXT),
    WITHDRAWAL_REJECTED(
            "withdrawal-rejected",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "reason",
            TEXT),
    WITHDRAWAL_EXPIRED(
            "withdrawal-expired",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "expiredAt",
            TIME),
    WITHDRAWAL_HELD("withdrawal-held", Family.WITHDRAWAL, "pauseIds", IDS),
    WITHDRAWAL_RELEASED(
            "withdrawal-released",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "network",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "attempt",
            NUMBER,
            "notAfter",
            TIME,
            "rail@2",
            RAIL),
    WITHDRAWAL_SUBMITTED("withdrawal-submitted", Family.WITHDRAWAL, "railReference", TEXT),
    WITHDRAWAL_SETTLED(
            "withdrawal-settled",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "transaction",
            TEXT,
            "evidence?",
            TEXT),
    WITHDRAWAL_FAILED(
            "withdrawal-failed",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "reason",
            TEXT,
            "evidence?",
            TEXT),
    WITHDRAWAL_OUTCOME_UNKNOWN("withdrawal-outcome-unknown", Family.WITHDRAWAL, "reason", TEXT),
    WITHDRAWAL_CANCELLED(
            "withdrawal-cancelled",
            Family.WITHDRAWAL,
            "asset",
            TEXT,
            "amount",
            AMOUNT,
            "fee",
            AMOUNT,
            "reason",
            TEXT),
    PAUSE_OPENED(
            "pause-opened",
            Family.CIRCUIT,
            "pauseId",
            ID,
            "scope",
            SCOPE,
            "mode",
            MODE,
            "reason",
            TEXT,
            "reasonClass",
            TEXT,
            "incident?",
            TEXT,
            "publicMessage",
            TEXT,
            "expectedEnd?",
            TIME,
            "openedBy",
            TEXT,
            "liftsAt@2",
            TIME),
    EXTENSION_DECIDED(
            "extension-decided",
            Family.CIRCUIT,
            "extensionId",
            ID,
            "pauseId",
            ID,
            "number",
            NUMBER,
            "expectedEnd",
            TIME,
            "reason",
            TEXT,
            "decidedBy",
            TEXT),
    PAUSE_EXTENDED(
            "pause-extended",
            Family.CIRCUIT,
            "pauseId",
            ID,
            "extensionId",
            ID,
            "number",
            NUMBER,
            "expectedEnd",
            TIME,
            "decisionPosition",
            TEXT),
    RESUMPTION_DECIDED(
            "resumption-decided",
            Family.CIRCUIT,
            "resumptionId",
            ID,
            "pauseIds",
            IDS,
            "pauseId",
            ID,
            "reason",
            TEXT,
            "ratePerSecond?",
            NUMBER,
            "decidedBy",
            TEXT,
            "askedBy@2",
            TEXTS,
            "authority@2",
            AUTHORITY),
    RESUMPTION_ASKED(
            "resumption-asked",
            Family.CIRCUIT,
            "resumptionId",
            ID,
            "pauseIds",
            IDS,
            "pauseId",
            ID,
            "reason",
            TEXT,
            "ratePerSecond?",
            NUMBER,
            "askedBy",
            TEXT,
            "people",
            NUMBER,
            "needed",
            NUMBER),
    PAUSE_RESUMED(
            "pause-resumed",
            Family.CIRCUIT,
            "pauseId",
            ID,
            "resumptionId",
            ID,
            "decisionPosition",
            TEXT,
            "ratePerSecond?",
            NUMBER);

    /** Whom it is about: one account, one withdrawal of an account, or the circuit. */
    enum Family {
        ACCOUNT,
        WITHDRAWAL,
        CIRCUIT
    }

    private static final String SECOND = "@2";

    private final String wireName;
    private final Family family;
    private final Map<String, FieldKind> required = new LinkedHashMap<>();
    private final Map<String, FieldKind> optional = new LinkedHashMap<>();
    private final Map<String, FieldKind> requiredSecond = new LinkedHashMap<>();
    private final Map<String, FieldKind> optionalSecond = new LinkedHashMap<>();

    EventType(String wireName, Family family, Object... fields) {
        this.wireName = wireName;
        this.family = family;
        if (family != Family.CIRCUIT) {
            required.put("accountId", TEXT);
        }
        if (family == Family.WITHDRAWAL) {
            required.put("withdrawalId", ID);
        }
        for (int i = 0; i < fields.length; i += 2) {
            String name = (String) fields[i];
            if (name.endsWith(SECOND)) {
                second(
                        name.substring(0, name.length() - SECOND.length()),
                        (FieldKind) fields[i + 1]);
            } else if (name.endsWith("?")) {
                optional.put(name.substring(0, name.length() - 1), (FieldKind) fields[i + 1]);
            } else {
                required.put(name, (FieldKind) fields[i + 1]);
            }
        }
    }

    private void second(String name, FieldKind kind) {
        if (name.endsWith("?")) {
            optionalSecond.put(name.substring(0, name.length() - 1), kind);
        } else {
            requiredSecond.put(name, kind);
        }
    }

    /** Whether the version was ever written. */
    boolean hasVersion(String version) {
        return version.equals("1")
                || (version.equals("2") && !(requiredSecond.isEmpty() && optionalSecond.isEmpty()));
    }

    static Optional<EventType> of(String wireName) {
        for (EventType type : values()) {
            if (type.wireName.equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    String wireName() {
        return wireName;
    }

    Family family() {
        return family;
    }

    /** Of version 1. */
    Map<String, FieldKind> required() {
        return Collections.unmodifiableMap(required);
    }

    Map<String, FieldKind> required(String version) {
        return all(version, required, requiredSecond);
    }

    Map<String, FieldKind> optional(String version) {
        return all(version, optional, optionalSecond);
    }

    private static Map<String, FieldKind> all(
            String version, Map<String, FieldKind> first, Map<String, FieldKind> second) {
        Map<String, FieldKind> all = new LinkedHashMap<>(first);
        if (!version.equals("1")) {
            all.putAll(second);
        }
        return all;
    }
}
