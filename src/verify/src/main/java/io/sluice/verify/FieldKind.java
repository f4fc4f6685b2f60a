package io.sluice.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a member of a payload may hold. */
enum FieldKind {
    TEXT,
    ID,
    AMOUNT,
    TIME,
    NUMBER,
    IDS,
    MODE,
    TEXTS,
    AUTHORITY,
    SCOPE,
    DESTINATION,
    RAIL,
    APPROVAL;

    private static final Pattern RAIL_NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final List<String> PROMISES =
            List.of("DEDUPLICATES", "HONOURS_NOT_AFTER", "REFUSES_FOR_GOOD");
    private static final List<String> RULES =
            List.of("AMOUNT", "DAILY_AMOUNT", "NEW_DESTINATION", "CLOCK");
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,8}");

    void check(String name, Json value) throws UnreadableException {
        boolean good =
                switch (this) {
                    case TEXT -> value instanceof Json.Text;
                    case ID -> read(Texts::id, name, value);
                    case AMOUNT -> read(Texts::amount, name, value);
                    case TIME -> read(Texts::time, name, value);
                    case NUMBER ->
                            value instanceof Json.Num(String spelling)
                                    && POSITIVE.matcher(spelling).matches();
                    case IDS -> ids(name, value);
                    case TEXTS -> texts(name, value);
                    case AUTHORITY -> Set.of("PEOPLE", "BREAK_GLASS").contains(text(name, value));
                    case MODE -> Set.of("REJECT", "HOLD").contains(text(name, value));
                    case SCOPE -> scope(value);
                    case DESTINATION -> destination(value);
                    case RAIL -> rail(value);
                    case APPROVAL -> approval(value);
                };
        if (!good) {
            throw new UnreadableException("\"" + name + "\" does not hold what is specified");
        }
    }

    /** A spelling of {@link Texts}, which throws what it cannot read. */
    private interface Spelling {
        Object read(String text) throws UnreadableException;
    }

    private static boolean read(Spelling spelling, String name, Json value)
            throws UnreadableException {
        return !spelling.read(text(name, value)).toString().isEmpty();
    }

    private static boolean scope(Json value) throws UnreadableException {
        return !Scope.of(value).kind().isEmpty();
    }

    private static boolean ids(String name, Json value) throws UnreadableException {
        if (!(value instanceof Json.Arr(List<Json> elements))) {
            return false;
        }
        for (Json element : elements) {
            Texts.id(text(name, element));
        }
        return true;
    }

    private static boolean texts(String name, Json value) throws UnreadableException {
        if (!(value instanceof Json.Arr(List<Json> elements))) {
            return false;
        }
        for (Json element : elements) {
            var _ = text(name, element);
        }
        return true;
    }

    private static boolean destination(Json value) throws UnreadableException {
        Members members = Members.of("the destination", value, Set.of("address"), Set.of("memo"));
        members.text("address");
        return members.find("memo") == null || members.find("memo") instanceof Json.Text;
    }

    private static boolean rail(Json value) throws UnreadableException {
        Members members = Members.of("the rail", value, Set.of("name", "promises"), Set.of());
        List<Integer> promises = new ArrayList<>();
        for (Json promise : members.list("promises")) {
            promises.add(PROMISES.indexOf(text("promises", promise)));
        }
        return RAIL_NAME.matcher(members.text("name")).matches()
                && !promises.contains(-1)
                && promises.equals(promises.stream().distinct().sorted().toList());
    }

    /** The rules that fired, at least one, each once and in this order. */
    private static boolean approval(Json value) throws UnreadableException {
        Members members =
                Members.of("the approval", value, Set.of("rules", "requestedBy"), Set.of());
        members.text("requestedBy");
        int last = -1;
        for (Json rule : members.list("rules")) {
            int at = RULES.indexOf(text("rules", rule));
            if (at <= last) {
                return false;
            }
            last = at;
        }
        return last >= 0;
    }

    private static String text(String name, Json value) throws UnreadableException {
        if (value instanceof Json.Text(String text)) {
            return text;
        }
        throw new UnreadableException("\"" + name + "\" is not a text");
    }
}
