package io.sluice.projection.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request's query parameters, read strictly: what the operation does not know is refused. */
record QueryParameters(Map<String, List<String>> values) {

    /**
     * @param known all that the operation takes
     * @param repeatable those of them that may come more than once
     */
    static QueryParameters of(
            Map<String, List<String>> values, Set<String> known, Set<String> repeatable) {
        values.forEach(
                (name, given) -> {
                    if (!known.contains(name)) {
                        throw Refusals.malformed(
                                "There is no query parameter '" + shortened(name) + "' here.");
                    }
                    if (given.size() > 1 && !repeatable.contains(name)) {
                        throw Refusals.malformed(
                                "The query parameter '" + name + "' may come only once.");
                    }
                });
        return new QueryParameters(values);
    }

    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A whole number within the bounds, else a refusal. */
    int number(String name, int least, int most, int byDefault) {
        return one(name).map(text -> number(name, text, least, most)).orElse(byDefault);
    }

    private static int number(String name, String text, int least, int most) {
        if (text.matches("0|[1-9][0-9]{0,5}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusals.malformed(
                "The query parameter '%s' is a whole number of %d to %d."
                        .formatted(name, least, most));
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40);
    }
}
