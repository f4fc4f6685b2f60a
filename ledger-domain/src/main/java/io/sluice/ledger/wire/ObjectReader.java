package io.sluice.ledger.wire;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Takes an object apart, member by member; what is missing, of another type or left over at the end
 * is an {@link IllegalArgumentException} that names the member.
 */
final class ObjectReader {

    private static final Pattern UNITS = Pattern.compile("0|[1-9][0-9]{0,77}");

    private final Map<String, Json> left;

    private ObjectReader(Json.Members members) {
        this.left = new TreeMap<>(members.byName());
    }

    /** Reads with the function, and refuses if it leaves anything unread. */
    static <T> T readAll(Json.Members members, Function<ObjectReader, T> shape) {
        ObjectReader reader = new ObjectReader(members);
        T value = shape.apply(reader);
        if (!reader.left.isEmpty()) {
            throw new IllegalArgumentException("unknown members: " + reader.left.keySet());
        }
        return value;
    }

    String text(String name) {
        return asText(name, take(name));
    }

    Optional<String> optionalText(String name) {
        return left.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    int whole(String name) {
        return switch (take(name)) {
            case Json.Whole(int value) -> value;
            case Json.Text _, Json.Items _, Json.Members _ -> throw wrong(name, "a whole number");
        };
    }

    Optional<Integer> optionalWhole(String name) {
        return left.containsKey(name) ? Optional.of(whole(name)) : Optional.empty();
    }

    <T> T object(String name, Function<ObjectReader, T> shape) {
        return switch (take(name)) {
            case Json.Members members -> readAll(members, shape);
            case Json.Text _, Json.Whole _, Json.Items _ -> throw wrong(name, "an object");
        };
    }

    <T> Optional<T> optionalObject(String name, Function<ObjectReader, T> shape) {
        return left.containsKey(name) ? Optional.of(object(name, shape)) : Optional.empty();
    }

    <T> List<T> objects(String name, Function<ObjectReader, T> shape) {
        return switch (take(name)) {
            case Json.Items(var values) ->
                    values.stream().map(item -> asObject(name, item, shape)).toList();
            case Json.Text _, Json.Whole _, Json.Members _ -> throw wrong(name, "a list");
        };
    }

    private static <T> T asObject(String name, Json item, Function<ObjectReader, T> shape) {
        return switch (item) {
            case Json.Members members -> readAll(members, shape);
            case Json.Text _, Json.Whole _, Json.Items _ -> throw wrong(name, "a list of objects");
        };
    }

    List<PauseId> pauseIds(String name) {
        return switch (take(name)) {
            case Json.Items(var values) ->
                    values.stream()
                            .map(item -> new PauseId(uuid(name, asText(name, item))))
                            .toList();
            case Json.Text _, Json.Whole _, Json.Members _ -> throw wrong(name, "a list");
        };
    }

    List<String> texts(String name) {
        return switch (take(name)) {
            case Json.Items(var values) -> values.stream().map(item -> asText(name, item)).toList();
            case Json.Text _, Json.Whole _, Json.Members _ -> throw wrong(name, "a list");
        };
    }

    UUID id(String name) {
        return uuid(name, text(name));
    }

    AccountId accountId() {
        return new AccountId(text("accountId"));
    }

    WithdrawalId withdrawalId() {
        return new WithdrawalId(id("withdrawalId"));
    }

    Asset asset() {
        return new Asset(text("asset"));
    }

    Network network() {
        return new Network(text("network"));
    }

    Amount amount(String name) {
        String units = text(name);
        if (!UNITS.matcher(units).matches()) {
            throw wrong(name, "an amount");
        }
        return new Amount(new BigInteger(units));
    }

    Instant time(String name) {
        return Times.parse(text(name));
    }

    Optional<Instant> optionalTime(String name) {
        return left.containsKey(name) ? Optional.of(time(name)) : Optional.empty();
    }

    /** Each at most once, in the order of their declaration. */
    <E extends Enum<E>> Set<E> constants(String name, Class<E> of) {
        return switch (take(name)) {
            case Json.Items(var values) -> ascending(name, values, of);
            case Json.Text _, Json.Whole _, Json.Members _ -> throw wrong(name, "a list");
        };
    }

    private static <E extends Enum<E>> Set<E> ascending(
            String name, List<Json> values, Class<E> of) {
        List<E> found =
                values.stream().map(value -> constant(name, asText(name, value), of)).toList();
        if (!found.equals(found.stream().distinct().sorted().toList())) {
            throw wrong(name, "in order");
        }
        return Set.copyOf(found);
    }

    <E extends Enum<E>> E constant(String name, Class<E> of) {
        return constant(name, text(name), of);
    }

    <E extends Enum<E>> List<E> constantList(String name, Class<E> of) {
        return switch (take(name)) {
            case Json.Items(var values) ->
                    values.stream().map(item -> constant(name, asText(name, item), of)).toList();
            case Json.Text _, Json.Whole _, Json.Members _ -> throw wrong(name, "a list");
        };
    }

    private static <E extends Enum<E>> E constant(String name, String text, Class<E> of) {
        for (E constant : of.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "a " + of.getSimpleName().toLowerCase(Locale.ROOT));
    }

    private Json take(String name) {
        Json value = left.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("member is missing: " + name);
        }
        return value;
    }

    private static String asText(String name, Json value) {
        return switch (value) {
            case Json.Text(String text) -> text;
            case Json.Whole _, Json.Items _, Json.Members _ -> throw wrong(name, "a text");
        };
    }

    private static UUID uuid(String name, String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("member " + name + " is not an id", malformed);
        }
        throw wrong(name, "an id in lower case");
    }

    private static IllegalArgumentException wrong(String name, String wanted) {
        return new IllegalArgumentException("member " + name + " is not " + wanted);
    }
}
