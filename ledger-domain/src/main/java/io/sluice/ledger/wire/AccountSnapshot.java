package io.sluice.ledger.wire;

import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Existing;
import io.sluice.ledger.account.AccountState.Frozen;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.account.RecentRequests;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An account as its partition's first events left it, as JSON and back. Unlike events it is
 * disposable: whoever cannot read one reads the events, which alone are true.
 *
 * @param known how many events of the partition it rests on
 */
public record AccountSnapshot(Existing account, long known) {

    private static final int VERSION = 2;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,17}");

    private record Holding(Asset asset, Balance balance) {}

    private record Asked(Asset asset, RecentRequests.Hour hour) {}

    /** UTF-8 JSON; the same snapshot gives the same bytes. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("version", VERSION);
            out.writeStringProperty("known", Long.toString(known));
            out.writeStringProperty("accountId", account.accountId().value());
            out.writeStringProperty("status", account.status().name());
            out.writeArrayPropertyStart("balances");
            account.balances().byAsset().forEach((asset, held) -> balance(out, asset, held));
            out.writeEndArray();
            out.writeArrayPropertyStart("recent");
            account.recent().byAsset().forEach((asset, hours) -> recent(out, asset, hours));
            out.writeEndArray();
            out.writeEndObject();
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("cannot be written: " + account, wrong);
        }
        return bytes.toByteArray();
    }

    private static void balance(JsonGenerator out, Asset asset, Balance balance) {
        out.writeStartObject();
        out.writeStringProperty("asset", Json.unicode(asset.code(), "asset"));
        out.writeStringProperty("available", balance.available().units().toString());
        out.writeStringProperty("reserved", balance.reserved().units().toString());
        out.writeStringProperty("inTransit", balance.inTransit().units().toString());
        out.writeEndObject();
    }

    private static void recent(JsonGenerator out, Asset asset, List<RecentRequests.Hour> hours) {
        for (RecentRequests.Hour hour : hours) {
            out.writeStartObject();
            out.writeStringProperty("asset", asset.code());
            out.writeNumberProperty("hour", Math.toIntExact(hour.number()));
            out.writeStringProperty("sum", hour.sum().units().toString());
            out.writeEndObject();
        }
    }

    /**
     * @throws IllegalArgumentException when it is of another version, not exactly of this shape, or
     *     says what no account can be
     */
    public static AccountSnapshot decode(byte[] json) {
        return ObjectReader.readAll(Json.parse(json), AccountSnapshot::read);
    }

    private static AccountSnapshot read(ObjectReader in) {
        int version = in.whole("version");
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of account snapshot: " + version);
        }
        String known = in.text("known");
        if (!COUNT.matcher(known).matches()) {
            throw new IllegalArgumentException("member known is not a count of events");
        }
        AccountId id = in.accountId();
        AccountStatus status = in.constant("status", AccountStatus.class);
        Balances balances = balances(in.objects("balances", AccountSnapshot::holding));
        RecentRequests recent = recent(in.objects("recent", AccountSnapshot::asked));
        return new AccountSnapshot(account(id, status, balances, recent), Long.parseLong(known));
    }

    private static Asked asked(ObjectReader in) {
        return new Asked(in.asset(), new RecentRequests.Hour(in.whole("hour"), in.amount("sum")));
    }

    private static RecentRequests recent(List<Asked> all) {
        Map<Asset, List<RecentRequests.Hour>> byAsset = new LinkedHashMap<>();
        for (Asked one : all) {
            byAsset.computeIfAbsent(one.asset(), _ -> new ArrayList<>()).add(one.hour());
        }
        return new RecentRequests(byAsset);
    }

    private static Holding holding(ObjectReader in) {
        Amount available = in.amount("available");
        Amount reserved = in.amount("reserved");
        Amount inTransit = in.amount("inTransit");
        return new Holding(in.asset(), new Balance(available, reserved, inTransit));
    }

    private static Balances balances(List<Holding> holdings) {
        Map<Asset, Balance> byAsset = new LinkedHashMap<>();
        for (Holding holding : holdings) {
            if (byAsset.put(holding.asset(), holding.balance()) != null) {
                throw new IllegalArgumentException("asset twice: " + holding.asset());
            }
        }
        return new Balances(byAsset);
    }

    private static Existing account(
            AccountId id, AccountStatus status, Balances balances, RecentRequests recent) {
        return switch (status) {
            case OPEN -> new Open(id, balances, recent);
            case FROZEN -> new Frozen(id, balances, recent);
            case CLOSED -> {
                if (!balances.areZero()) {
                    throw new IllegalArgumentException("closed, and not empty: " + id);
                }
                yield new Closed(id, balances);
            }
        };
    }
}
