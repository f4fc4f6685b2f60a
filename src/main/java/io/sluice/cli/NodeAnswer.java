package io.sluice.cli;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a node answered: the HTTP status and the JSON body (an empty object when it had none). */
record NodeAnswer(int status, JsonNode body) {

    boolean accepted() {
        return status >= 200 && status < 300;
    }

    String text(String member) {
        return body.path(member).asString("");
    }

    Stream<JsonNode> list(String member) {
        return body.path(member).valueStream();
    }

    /** A refusal in one line: its code, and the sentence that says why. */
    String refusal() {
        String code = text("code").isEmpty() ? "HTTP " + status : text("code");
        return text("detail").isEmpty() ? code : code + ": " + text("detail");
    }
}
