package io.sluice.verify;

import java.util.UUID;

/** Events as they stand in an entry, one JSON text each; ids count up. */
final class TestEvents {

    private static final String NONE = "";

    private int made;

    String opened(String account) {
        return event("account-opened", account, NONE, NONE, NONE);
    }

    String frozen(String account) {
        return event("account-frozen", account, NONE, NONE, ",\"reason\":\"r\"");
    }

    String closed(String account) {
        return event("account-closed", account, NONE, NONE, ",\"reason\":\"r\"");
    }

    String deposit(String account, String asset, String amount, String reference) {
        UUID id = TestHashes.id("deposit", account, asset, reference);
        return event(
                "deposit-credited",
                account,
                NONE,
                ",[\"reference\",\"" + id + "\"]",
                ",\"depositId\":\"%s\",\"asset\":\"%s\",\"amount\":\"%s\",\"reference\":\"%s\""
                        .formatted(id, asset, amount, reference));
    }

    static UUID withdrawal(String account, String key) {
        return TestHashes.id("withdrawal", TestHashes.id("key", account, key).toString());
    }

    String requested(String account, String key, String amount, String fee) {
        UUID id = withdrawal(account, key);
        return event(
                "withdrawal-requested",
                account,
                key,
                tag(id),
                ",\"withdrawalId\":\"%s\",\"asset\":\"BTC\",\"network\":\"bitcoin\",\"amount\":\"%s\",\"fee\":\"%s\",\"destination\":{\"address\":\"bc1\"}"
                        .formatted(id, amount, fee));
    }

    /** Version 2, decided at the events' time; what follows that is given as JSON. */
    String admitted(String account, String key, String amount, String fee, String more) {
        UUID destination = TestHashes.id("destination", account, "bitcoin", "bc1");
        String known = ",[\"destination\",\"" + destination + "\"]";
        UUID id = withdrawal(account, key);
        return second(
                event(
                        "withdrawal-requested",
                        account,
                        key,
                        tag(id) + (more.contains("approval") ? NONE : known),
                        ",\"withdrawalId\":\"%s\",\"asset\":\"BTC\",\"network\":\"bitcoin\",\"amount\":\"%s\",\"fee\":\"%s\",\"destination\":{\"address\":\"bc1\"},\"decidedAt\":\"2026-11-22T17:00:00.000000Z\"%s"
                                .formatted(id, amount, fee, more)));
    }

    static String expiresAt(String time) {
        return ",\"expiresAt\":\"2026-11-22T" + time + ".000000Z\"";
    }

    static String approval(String rule, String requestedBy) {
        return ",\"approval\":{\"rules\":[\"%s\"],\"requestedBy\":\"%s\"}"
                .formatted(rule, requestedBy);
    }

    private static String second(String event) {
        return event.replace("\"version\":\"1\"", "\"version\":\"2\"");
    }

    String approved(String account, String key, String amount, String fee) {
        UUID id = withdrawal(account, key);
        UUID destination = TestHashes.id("destination", account, "bitcoin", "bc1");
        return event(
                "withdrawal-approved",
                account,
                NONE,
                tag(id) + ",[\"destination\",\"" + destination + "\"]",
                ",\"withdrawalId\":\"%s\",\"asset\":\"BTC\",\"network\":\"bitcoin\",\"amount\":\"%s\",\"fee\":\"%s\",\"destination\":{\"address\":\"bc1\"},\"reason\":\"x\""
                        .formatted(id, amount, fee));
    }

    String rejected(String account, String key, String amount, String fee) {
        return about("withdrawal-rejected", account, key, NONE, money(amount, fee, "reason"));
    }

    String expired(String account, String key, String amount, String fee, String time) {
        return about(
                "withdrawal-expired",
                account,
                key,
                NONE,
                money(amount, fee, "expiredAt")
                        .replace("\"x\"", "\"2026-11-22T" + time + ".000000Z\""));
    }

    String held(String account, String key) {
        return about("withdrawal-held", account, key, key, ",\"pauseIds\":[]");
    }

    String released(String account, String key, String amount, String fee) {
        return about(
                "withdrawal-released",
                account,
                key,
                NONE,
                ",\"asset\":\"BTC\",\"network\":\"bitcoin\",\"amount\":\"%s\",\"fee\":\"%s\",\"attempt\":1,\"notAfter\":\"2026-11-22T18:00:00.000000Z\""
                        .formatted(amount, fee));
    }

    /** In version 2, which names the rail. */
    String releasedTo(String rail, String account, String key, String amount, String fee) {
        return released(account, key, amount, fee)
                .replace("\"version\":\"1\"", "\"version\":\"2\"")
                .replace("18:00:00.000000Z\"", "18:00:00.000000Z\",\"rail\":" + rail);
    }

    String submitted(String account, String key) {
        return about("withdrawal-submitted", account, key, NONE, ",\"railReference\":\"x\"");
    }

    String unknown(String account, String key) {
        return about("withdrawal-outcome-unknown", account, key, NONE, ",\"reason\":\"x\"");
    }

    String settled(String account, String key, String amount, String fee) {
        return about("withdrawal-settled", account, key, NONE, money(amount, fee, "transaction"));
    }

    String failed(String account, String key, String amount, String fee) {
        return about("withdrawal-failed", account, key, NONE, money(amount, fee, "reason"));
    }

    String cancelled(String account, String key, String amount, String fee) {
        return about("withdrawal-cancelled", account, key, NONE, money(amount, fee, "reason"));
    }

    private static String money(String amount, String fee, String last) {
        return ",\"asset\":\"BTC\",\"amount\":\"%s\",\"fee\":\"%s\",\"%s\":\"x\""
                .formatted(amount, fee, last);
    }

    static UUID pause(String key) {
        return TestHashes.id("pause", TestHashes.id("circuit-key", key).toString());
    }

    static UUID resumption(String key) {
        return TestHashes.id("resumption", TestHashes.id("circuit-key", key).toString());
    }

    String pauseOpened(String key, String scope) {
        return circuit(
                "pause-opened",
                key,
                "\"pauseId\":\"%s\",\"scope\":%s,\"mode\":\"HOLD\",\"reason\":\"r\",\"reasonClass\":\"DRILL\",\"publicMessage\":\"m\",\"openedBy\":\"ops\""
                        .formatted(pause(key), scope));
    }

    String resumptionDecided(String key, UUID pause) {
        return circuit(
                "resumption-decided",
                key,
                "\"resumptionId\":\"%s\",\"pauseIds\":[\"%s\"],\"pauseId\":\"%s\",\"reason\":\"r\",\"ratePerSecond\":5,\"decidedBy\":\"ops\""
                        .formatted(resumption(key), pause, pause));
    }

    String resumptionAsked(String key, UUID pause, String who, int people) {
        return circuit(
                "resumption-asked",
                key,
                "\"resumptionId\":\"%s\",\"pauseIds\":[\"%s\"],\"pauseId\":\"%s\",\"reason\":\"r\",\"askedBy\":\"%s\",\"people\":%d,\"needed\":2"
                        .formatted(resumption(key), pause, pause, who, people));
    }

    /** The second version. */
    String resumptionDecided(String key, UUID pause, String who, String askedBy, String authority) {
        return circuit(
                        "resumption-decided",
                        key,
                        "\"resumptionId\":\"%s\",\"pauseIds\":[\"%s\"],\"pauseId\":\"%s\",\"reason\":\"r\",\"decidedBy\":\"%s\",\"askedBy\":[%s],\"authority\":\"%s\""
                                .formatted(resumption(key), pause, pause, who, askedBy, authority))
                .replaceFirst("\"version\":\"1\"", "\"version\":\"2\"");
    }

    /** One that lifts itself. */
    String pauseThatLifts(String key, String end) {
        return circuit(
                        "pause-opened",
                        key,
                        "\"pauseId\":\"%s\",\"scope\":{\"kind\":\"ALL\"},\"mode\":\"HOLD\",\"reason\":\"r\",\"reasonClass\":\"DRILL\",\"publicMessage\":\"m\",\"liftsAt\":\"%s\",\"openedBy\":\"ops\""
                                .formatted(pause(key), end))
                .replace("\"version\":\"1\"", "\"version\":\"2\"");
    }

    String extensionDecided(String key, UUID pause, String end) {
        return circuit(
                "extension-decided",
                key,
                "\"extensionId\":\"%s\",\"pauseId\":\"%s\",\"number\":1,\"expectedEnd\":\"%s\",\"reason\":\"r\",\"decidedBy\":\"ops\""
                        .formatted(extension(key), pause, end));
    }

    static UUID extension(String key) {
        return TestHashes.id("extension", TestHashes.id("circuit-key", key).toString());
    }

    String pauseExtended(String key, UUID pause, String end, String position) {
        return circuit(
                "pause-extended",
                NONE,
                "\"pauseId\":\"%s\",\"extensionId\":\"%s\",\"number\":1,\"expectedEnd\":\"%s\",\"decisionPosition\":\"%s\""
                        .formatted(pause, extension(key), end, position));
    }

    /** By the ledger itself, at the time of all events here. */
    String lifted(UUID pause) {
        return circuit(
                "resumption-decided",
                NONE,
                "\"resumptionId\":\"%s\",\"pauseIds\":[\"%s\"],\"pauseId\":\"%s\",\"reason\":\"r\",\"decidedBy\":\"ledger\""
                        .formatted(TestHashes.id("lift", pause.toString()), pause, pause));
    }

    String pauseResumed(UUID resumption, UUID pause, String position) {
        return circuit(
                "pause-resumed",
                NONE,
                "\"pauseId\":\"%s\",\"resumptionId\":\"%s\",\"decisionPosition\":\"%s\""
                        .formatted(pause, resumption, position));
    }

    private String about(String type, String account, String of, String key, String payload) {
        UUID id = withdrawal(account, of);
        return event(type, account, key, tag(id), ",\"withdrawalId\":\"" + id + "\"" + payload);
    }

    private static String tag(UUID withdrawal) {
        return ",[\"withdrawal\",\"" + withdrawal + "\"]";
    }

    private String event(String type, String account, String key, String tags, String payload) {
        return any(
                type,
                "[\"account\",\""
                        + account
                        + "\"]"
                        + tags
                        + keyTag(key, TestHashes.id("key", account, key)),
                key,
                "\"accountId\":\"" + account + "\"" + payload);
    }

    private String circuit(String type, String key, String payload) {
        return any(
                type,
                "[\"circuit\",\"circuit\"]" + keyTag(key, TestHashes.id("circuit-key", key)),
                key,
                payload);
    }

    private static String keyTag(String key, UUID id) {
        return key.isEmpty() ? "" : ",[\"key\",\"" + id + "\"]";
    }

    private String any(String type, String tags, String key, String payload) {
        made++;
        return """
        {"id":"%s","type":"%s","version":"1","time":"2026-11-22T17:00:00Z","tags":[%s],\
        "meta":{"command":"c","actor":"a"%s},"payload":{%s}}\
        """
                .formatted(
                        new UUID(made, 1),
                        type,
                        tags,
                        key.isEmpty() ? "" : ",\"key\":\"" + key + "\"",
                        payload);
    }
}
