package io.sluice.command.json;

import java.util.List;
import java.util.Map;

/** One JSON value, as it stood there. Numbers keep their text: nothing here ever rounds. */
sealed interface JsonValue {

    record Text(String value) implements JsonValue {}

    record Numeral(String literal) implements JsonValue {}

    record Truth(boolean value) implements JsonValue {}

    record Null() implements JsonValue {}

    record Array(List<JsonValue> items) implements JsonValue {}

    record Members(Map<String, JsonValue> byName) implements JsonValue {}
}
