package io.sluice.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value as it stood in the text; numbers keep their spelling, objects have no duplicates.
 */
sealed interface Json {

    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    record Arr(List<Json> elements) implements Json {
        public Arr {
            elements = List.copyOf(elements);
        }
    }

    record Text(String value) implements Json {}

    record Num(String spelling) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}
}
