package io.sluice.ledger.wire;

import static io.sluice.ledger.testing.Sample.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are the contract: they were written by hand, not by the encoder. */
class EventCodecTest {

    private static final WithdrawalId ID =
            new WithdrawalId(UUID.fromString("0b8f5a52-6f4c-5d43-9e0e-7a8c1f2d3e4f"));
    private static final PauseId ONE =
            new PauseId(UUID.fromString("1f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final PauseId TWO =
            new PauseId(UUID.fromString("2f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final ResumptionId RESUMPTION =
            new ResumptionId(UUID.fromString("3f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final DepositId DEPOSIT =
            new DepositId(UUID.fromString("4f0e9d8c-7b6a-5940-8372-615243342516"));
    private static final Asset BTC = new Asset("BTC");
    private static final Network BITCOIN = new Network("bitcoin");
    private static final Amount HALF = Amount.of(50_000_000);
    private static final Amount FEE = Amount.of(10_000);

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("account-opened.v1", new AccountOpened(ALICE)),
                Arguments.of("account-frozen.v1", new AccountFrozen(ALICE, "court order 12/b")),
                Arguments.of("account-unfrozen.v1", new AccountUnfrozen(ALICE, "order lifted")),
                Arguments.of("account-closed.v1", new AccountClosed(ALICE, "customer's wish")),
                Arguments.of(
                        "deposit-credited.v1",
                        new DepositCredited(
                                ALICE, DEPOSIT, BTC, new Amount(Amount.MOST_UNITS), "tx 7f:0")),
                Arguments.of(
                        "withdrawal-requested.v1",
                        new WithdrawalRequested(
                                ALICE,
                                ID,
                                BTC,
                                BITCOIN,
                                HALF,
                                FEE,
                                new Destination("bc1qexample", Optional.of("Grüße 🌊 \"7\"")))),
                Arguments.of(
                        "withdrawal-requested.v1.least",
                        new WithdrawalRequested(
                                ALICE,
                                ID,
                                BTC,
                                BITCOIN,
                                Amount.of(1),
                                Amount.ZERO,
                                new Destination("bc1qexample", Optional.empty()))),
                Arguments.of(
                        "withdrawal-held.v1", new WithdrawalHeld(ALICE, ID, List.of(ONE, TWO))),
                Arguments.of("withdrawal-held.v1.least", new WithdrawalHeld(ALICE, ID, List.of())),
                Arguments.of(
                        "withdrawal-released.v1",
                        new WithdrawalReleased(
                                ALICE,
                                ID,
                                BTC,
                                BITCOIN,
                                HALF,
                                FEE,
                                1,
                                Instant.parse("2026-11-22T17:59:00Z"))),
                Arguments.of(
                        "withdrawal-submitted.v1", new WithdrawalSubmitted(ALICE, ID, "rail-77")),
                Arguments.of("withdrawal-settled.v1", settled(Optional.of("block 900123"))),
                Arguments.of("withdrawal-settled.v1.least", settled(Optional.empty())),
                Arguments.of(
                        "withdrawal-failed.v1",
                        failed("resolved", Optional.of("the rail's statement of 22 November"))),
                Arguments.of(
                        "withdrawal-failed.v1.least", failed("address refused", Optional.empty())),
                Arguments.of(
                        "withdrawal-outcome-unknown.v1",
                        new WithdrawalOutcomeUnknown(ALICE, ID, "timeout")),
                Arguments.of(
                        "withdrawal-cancelled.v1",
                        new WithdrawalCancelled(ALICE, ID, BTC, HALF, FEE, "changed my mind")),
                Arguments.of(
                        "pause-opened.v1",
                        new PauseOpened(
                                ONE,
                                new Scope.OfAssetAndNetwork(new Asset("USDT"), new Network("tron")),
                                PauseMode.HOLD,
                                "node lags",
                                ReasonClass.INFRASTRUCTURE_INCIDENT,
                                Optional.of("INC-7"),
                                "We are working on it.",
                                Optional.of(Instant.parse("2026-11-22T18:00:00.000001Z")),
                                "oncall")),
                Arguments.of(
                        "pause-opened.v1.least",
                        pause(
                                new Scope.All(),
                                PauseMode.REJECT,
                                "drill",
                                ReasonClass.DRILL,
                                "Withdrawals are paused for a planned drill.")),
                Arguments.of(
                        "pause-opened.v1.asset",
                        pause(
                                new Scope.OfAsset(BTC),
                                PauseMode.REJECT,
                                "drill",
                                ReasonClass.SECURITY,
                                "")),
                Arguments.of(
                        "pause-opened.v1.network",
                        pause(
                                new Scope.OfNetwork(new Network("ethereum")),
                                PauseMode.HOLD,
                                "fork",
                                ReasonClass.NETWORK_UPGRADE,
                                "Fork.")),
                Arguments.of("resumption-decided.v1", decided(List.of(ONE, TWO), Optional.of(50))),
                Arguments.of(
                        "resumption-decided.v1.least", decided(List.of(ONE), Optional.empty())),
                Arguments.of(
                        "pause-resumed.v1",
                        new PauseResumed(ONE, RESUMPTION, "2:917:9f2ac41b", Optional.of(50))),
                Arguments.of(
                        "pause-resumed.v1.least",
                        new PauseResumed(ONE, RESUMPTION, "2:917:9f2ac41b", Optional.empty())));
    }

    private static WithdrawalSettled settled(Optional<String> evidence) {
        return new WithdrawalSettled(ALICE, ID, BTC, HALF, FEE, "e3b0c442", evidence);
    }

    private static WithdrawalFailed failed(String reason, Optional<String> evidence) {
        return new WithdrawalFailed(ALICE, ID, BTC, HALF, FEE, reason, evidence);
    }

    private static PauseOpened pause(
            Scope scope, PauseMode mode, String reason, ReasonClass reasonClass, String message) {
        return new PauseOpened(
                ONE,
                scope,
                mode,
                reason,
                reasonClass,
                Optional.empty(),
                message,
                Optional.empty(),
                "oncall");
    }

    private static ResumptionDecided decided(List<PauseId> ids, Optional<Integer> rate) {
        return new ResumptionDecided(RESUMPTION, ids, ONE, "node caught up", rate, "lead");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void writesTheGoldenFileByteForByte(String name, LedgerEvent event) throws IOException {
        assertThat(EventCodec.encode(event)).asString().isEqualTo(text(name));
        assertThat(EventCodec.encode(event)).isEqualTo(text(name).getBytes(StandardCharsets.UTF_8));
        assertThat(name).startsWith(EventCodec.typeOf(event) + ".v" + EventCodec.versionOf(event));
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
        assertThat(events).hasSize(16);
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
                    member.equals("scope") || member.equals("destination") ? "missing" : member);
            refuses(name, with(members, member, "99999999999"), member);
            if (!OPTIONAL.contains(member)) {
                refuses(name, without(members, member), member);
            }
        }
    }

    private static final Set<String> OPTIONAL =
            Set.of("evidence", "incident", "expectedEnd", "ratePerSecond");

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
                "2^256 | \"50000000\" | \"115792089237316195423570985008687907853269984665640564039457584007913129639936\"",
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
                                                ALICE, ID, BTC, BITCOIN, HALF, FEE, 1, fine)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("microseconds");
        assertThatThrownBy(
                        () ->
                                EventCodec.encode(
                                        new WithdrawalReleased(
                                                ALICE,
                                                ID,
                                                BTC,
                                                BITCOIN,
                                                HALF,
                                                FEE,
                                                1,
                                                Instant.MAX.minusNanos(999))))
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
        return EventCodec.decode(type, "1", json.getBytes(StandardCharsets.UTF_8));
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
