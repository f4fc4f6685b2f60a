package io.sluice.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, exactly those that the specification names. */
final class Members {

    private final String what;
    private final Map<String, Json> members;

    private Members(String what, Map<String, Json> members) {
        this.what = what;
        this.members = members;
    }

    static Members of(String what, Json json, Set<String> required, Set<String> optional)
            throws UnreadableException {
        if (!(json instanceof Json.Obj(Map<String, Json> found))) {
            throw new UnreadableException(what + " is not an object");
        }
        for (String name : required) {
            if (!found.containsKey(name)) {
                throw new UnreadableException(what + " has no member \"" + name + "\"");
            }
        }
        for (String name : found.keySet()) {
            if (!required.contains(name) && !optional.contains(name)) {
                throw new UnreadableException(
                        what + " has a member \"" + name + "\" that is not specified");
            }
        }
        return new Members(what, found);
    }

    @Nullable Json find(String name) {
        return members.get(name);
    }

    Json get(String name) throws UnreadableException {
        Json member = members.get(name);
        if (member == null) {
            throw new UnreadableException(what + " has no member \"" + name + "\"");
        }
        return member;
    }

    String text(String name) throws UnreadableException {
        if (get(name) instanceof Json.Text(String value)) {
            return value;
        }
        throw new UnreadableException(what + ": \"" + name + "\" is not a text");
    }

    List<Json> list(String name) throws UnreadableException {
        if (get(name) instanceof Json.Arr(List<Json> elements)) {
            return elements;
        }
        throw new UnreadableException(what + ": \"" + name + "\" is not a list");
    }

    /** An object of texts. */
    Map<String, String> texts(String name) throws UnreadableException {
        if (!(get(name) instanceof Json.Obj(Map<String, Json> inner))) {
            throw new UnreadableException(what + ": \"" + name + "\" is not an object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : inner.entrySet()) {
            if (!(member.getValue() instanceof Json.Text(String value))) {
                throw new UnreadableException(
                        what + ": \"" + name + "\" holds something that is not a text");
            }
            texts.put(member.getKey(), value);
        }
        return texts;
    }

    /** A list of pairs of texts. */
    List<Entry.Tag> pairs(String name) throws UnreadableException {
        List<Entry.Tag> pairs = new ArrayList<>();
        for (Json element : list(name)) {
            if (element instanceof Json.Arr(List<Json> pair)
                    && pair.size() == 2
                    && pair.get(0) instanceof Json.Text(String left)
                    && pair.get(1) instanceof Json.Text(String right)) {
                pairs.add(new Entry.Tag(left, right));
            } else {
                throw new UnreadableException(
                        what + ": \"" + name + "\" holds something that is not a pair of texts");
            }
        }
        return pairs;
    }
}
