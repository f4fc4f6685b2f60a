package io.sluice.ledger.wire;

import static io.sluice.ledger.testing.Sample.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.testing.Withdrawals;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are the contract: they were written by hand, not by the encoder. */
class EventCodecTest {

    static Stream<Arguments> golden() {
        return GoldenEvents.golden();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void writesTheGoldenFileByteForByte(String name, LedgerEvent event) throws IOException {
        assertThat(EventCodec.encode(event)).asString().isEqualTo(text(name));
        assertThat(EventCodec.encode(event)).isEqualTo(text(name).getBytes(StandardCharsets.UTF_8));
        assertThat(name).startsWith(EventCodec.typeOf(event) + ".v" + EventCodec.versionOf(event));
    }

    /** What a version did not say yet is read as what was true of it then. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("io.sluice.ledger.wire.GoldenEvents#old")
    void readsOldVersionsForEver(String name, LedgerEvent event) throws IOException {
        assertThat(decode(name, text(name))).isEqualTo(event);
        assertThat(
                        EventCodec.decode(
                                EventCodec.typeOf(event),
                                EventCodec.versionOf(event),
                                EventCodec.encode(event)))
                .isEqualTo(event);
    }

    @Test
    void refusesPromisesThatAreUnknownTwiceOrOutOfOrder() throws IOException {
        String json = text("withdrawal-released.v2");
        String all = "\"DEDUPLICATES\",\"HONOURS_NOT_AFTER\",\"REFUSES_FOR_GOOD\"";
        assertThat(json).contains(all);
        for (String bad :
                List.of(
                        "\"PAYS_LATE\"",
                        "\"DEDUPLICATES\",\"DEDUPLICATES\"",
                        "\"HONOURS_NOT_AFTER\",\"DEDUPLICATES\"",
                        "1")) {
            refuses("withdrawal-released.v2", json.replace(all, bad), "promises");
        }
        refuses("withdrawal-released.v2", json.replace("hot-wallet-2", "Hot wallet"), "rail");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void readsTheGoldenFileBack(String name, LedgerEvent event) throws IOException {
        assertThat(decode(name, text(name))).isEqualTo(event);
    }

    @Test
    void hasAGoldenFileForEveryEvent() {
        Set<Class<?>> covered =
                golden().map(arguments -> Objects.requireNonNull(arguments.get()[1]).getClass())
                        .collect(Collectors.toSet());
        Set<Class<?>> events =
                Arrays.stream(LedgerEvent.class.getDeclaredClasses())
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                        .collect(Collectors.toSet());
        assertThat(events).hasSize(22);
        assertThat(covered).isEqualTo(events);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void refusesAMemberThatItDoesNotKnow(String name, LedgerEvent event) throws IOException {
        String more = text(name).replaceFirst("\\{", "{\"surprise\":\"x\",");
        refuses(name, more, "surprise");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void refusesAMemberThatIsTwice(String name, LedgerEvent event) throws IOException {
        String json = text(name);
        String first =
                json.substring(
                        1,
                        json.indexOf("\",", 1) < 0
                                ? json.length() - 1
                                : json.indexOf("\",", 1) + 1);
        refuses(name, "{" + first + "," + json.substring(1), "twice");
    }

    /** Each member in turn becomes null, then a number or text where it was none, then is gone. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void refusesEachMemberThatIsNullOrOfAnotherTypeOrMissing(String name, LedgerEvent event)
            throws IOException {
        Json.Members members = Json.parse(text(name).getBytes(StandardCharsets.UTF_8));
        for (String member : members.byName().keySet()) {
            refuses(name, with(members, member, "null"), member);
            refuses(name, with(members, member, "true"), member);
            refuses(name, with(members, member, "1.5"), member);
            refuses(
                    name,
                    with(members, member, "{\"x\":\"y\"}"),
                    OBJECTS.contains(member) ? "missing" : member);
            refuses(name, with(members, member, "99999999999"), member);
            if (!OPTIONAL.contains(member)) {
                refuses(name, without(members, member), member);
            }
        }
    }

    private static final Set<String> OPTIONAL =
            Set.of("evidence", "incident", "expectedEnd", "ratePerSecond", "expiresAt", "approval");

    private static final Set<String> OBJECTS = Set.of("scope", "destination", "approval", "rail");

    private static String with(Json.Members members, String member, String json) {
        return members.byName().entrySet().stream()
                .map(
                        e ->
                                quote(e.getKey())
                                        + ":"
                                        + (e.getKey().equals(member) ? json : print(e.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String without(Json.Members members, String member) {
        return members.byName().entrySet().stream()
                .filter(e -> !e.getKey().equals(member))
                .map(e -> quote(e.getKey()) + ":" + print(e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String print(Json value) {
        return switch (value) {
            case Json.Text(String text) -> quote(text);
            case Json.Whole(int number) -> Integer.toString(number);
            case Json.Items(List<Json> values) ->
                    values.stream()
                            .map(EventCodecTest::print)
                            .collect(Collectors.joining(",", "[", "]"));
            case Json.Members members -> without(members, "");
        };
    }

    private static String quote(String text) {
        return "\"" + text.replace("\"", "\\\"") + "\"";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount | \"50000000\" | \"050000000\"",
                "amount | \"50000000\" | \"-1\"",
                "amount | \"50000000\" | \"1.0\"",
                "amount | \"50000000\" | \"\"",
                "2^256 | \"50000000\" |"
                        + " \"115792089237316195423570985008687907853269984665640564039457584007913129639936\"",
                "notAfter | \"2026-11-22T17:59:00.000000Z\" | \"tomorrow\"",
                "time | 17:59:00.000000Z | 17:59:00Z",
                "time | 17:59:00.000000Z | 17:59:00.000Z",
                "time | 17:59:00.000000Z | 17:59:00.000000000Z",
                "time | 17:59:00.000000Z | 17:59:00.000000+00:00",
                "time | 17:59:00.000000Z | 24:00:00.000000Z",
                "time | 2026-11-22 | 2026-02-30",
                "time | 2026-11-22 | +2026-11-22",
                "id | 0b8f5a52 | 0B8F5A52",
                "id | 0b8f5a52 | b8f5a52",
                "account id | alice | al ice",
                "asset | BTC | ''",
            })
    void refusesWhatIsNotCanonical(String what, String good, String bad) throws IOException {
        String json = text("withdrawal-released.v1");
        assertThat(json).contains(good);
        refuses("withdrawal-released.v1", json.replace(good, bad), "not");
    }

    @Test
    void refusesUnknownKindsOfScopeAndMembersThatTheKindDoesNotHave() throws IOException {
        String json = text("pause-opened.v1.least");
        refuses("pause-opened.v1", json.replace("\"ALL\"", "\"MOST\""), "MOST");
        refuses("pause-opened.v1", json.replace("\"ALL\"", "\"ALL\",\"asset\":\"BTC\""), "asset");
        refuses("pause-opened.v1", json.replace("\"ALL\"", "\"ASSET\""), "asset");
        refuses("pause-opened.v1", json.replace("REJECT", "reject"), "mode");
        refuses("pause-opened.v1", json.replace("DRILL", "FIRE"), "reasonClass");
    }

    @Test
    void refusesANeedOfNoRuleOfAnUnknownOneOrOfRulesThatAreNotInTheirOrder() throws IOException {
        String name = "withdrawal-requested.v2";
        String rules = "\"AMOUNT\",\"DAILY_AMOUNT\",\"NEW_DESTINATION\",\"CLOCK\"";
        assertThat(text(name)).contains(rules);
        refuses(name, text(name).replace(rules, ""), "rules");
        refuses(name, text(name).replace("\"CLOCK\"", "\"WEATHER\""), "rules");
        refuses(name, text(name).replace(rules, "\"CLOCK\",\"AMOUNT\""), "order");
        refuses(name, text(name).replace(rules, "\"CLOCK\",\"CLOCK\""), "order");
    }

    @Test
    void aVersionKnowsOnlyItsOwnMembers() throws IOException {
        refuses("withdrawal-requested.v1", text("withdrawal-requested.v2.least"), "decidedAt");
        refuses("withdrawal-requested.v2", text("withdrawal-requested.v1"), "decidedAt");
    }

    @Test
    void refusesWhatIsNotOneObjectOfUtf8() throws IOException {
        String json = text("account-opened.v1");
        refuses("account-opened.v1", json + "{}", "follows");
        refuses("account-opened.v1", "[" + json + "]", "object");
        refuses("account-opened.v1", "", "object");
        refuses("account-opened.v1", json.substring(0, 10), "JSON");
        refuses("account-opened.v1", "\uFEFF" + json, "JSON");
        refuses("account-opened.v1", "{\"accountId\":\"\\ud83c\"}", "Unicode");
        assertThatThrownBy(
                        () ->
                                EventCodec.decode(
                                        "account-opened",
                                        "1",
                                        json.getBytes(StandardCharsets.UTF_16BE)))
                .isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(
                        () ->
                                EventCodec.decode(
                                        "account-opened", "1", new byte[] {'{', (byte) 0xC3, '}'}))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void stopsAtAnUnknownTypeOrVersionAndNamesIt() throws IOException {
        byte[] json = text("account-opened.v1").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EventCodec.decode("account-reopened", "1", json))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("account-reopened");
        assertThatThrownBy(() -> EventCodec.decode("withdrawal-requested", "3", json))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("version 3")
                .hasMessageContaining("withdrawal-requested");
        assertThatThrownBy(() -> EventCodec.decode("account-opened", "2", json))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("account-opened");
    }

    @Test
    void refusesToRoundATimeOrToWriteHalfACharacter() {
        Instant fine = Instant.parse("2026-11-22T17:59:00.000000001Z");
        assertThatThrownBy(
                        () ->
                                EventCodec.encode(
                                        new WithdrawalReleased(
                                                ALICE,
                                                GoldenEvents.ID,
                                                GoldenEvents.BTC,
                                                GoldenEvents.BITCOIN,
                                                GoldenEvents.HALF,
                                                GoldenEvents.FEE,
                                                1,
                                                fine,
                                                Withdrawals.RAIL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("microseconds");
        assertThatThrownBy(
                        () ->
                                EventCodec.encode(
                                        new WithdrawalReleased(
                                                ALICE,
                                                GoldenEvents.ID,
                                                GoldenEvents.BTC,
                                                GoldenEvents.BITCOIN,
                                                GoldenEvents.HALF,
                                                GoldenEvents.FEE,
                                                1,
                                                Instant.MAX.minusNanos(999),
                                                Withdrawals.RAIL)))
                .isInstanceOf(IllegalArgumentException.class);
        for (String half : List.of("\uD83C", "a\uD83Cb", "\uDF0A", "\uDF0A\uD83C")) {
            assertThatThrownBy(() -> EventCodec.encode(new AccountFrozen(ALICE, half)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reason");
        }
    }

    private static void refuses(String name, String json, String naming) {
        assertThatThrownBy(() -> decode(name, json))
                .as(json)
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(naming)
                .hasMessageContaining(name.substring(0, name.indexOf('.')));
    }

    private static LedgerEvent decode(String name, String json) {
        String type = name.substring(0, name.indexOf('.'));
        String version = name.substring(type.length() + 2, type.length() + 3);
        return EventCodec.decode(type, version, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String name) throws IOException {
        try (InputStream in =
                EventCodecTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            if (in == null) {
                throw new IOException("no golden file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
