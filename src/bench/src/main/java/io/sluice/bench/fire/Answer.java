package io.sluice.bench.fire;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node answered. */
record Answer(int status, String body) {

    static final int OK = 200;
    static final int CREATED = 201;
    static final int ACCEPTED = 202;
    static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    /** No decision: the same again, with the same key. */
    boolean tellsToAskAgain() {
        return status == UNAVAILABLE || status == TOO_MANY;
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** The text at a JSON pointer, or nothing. */
    String at(String pointer) {
        return json().at(pointer).asString("");
    }
}
