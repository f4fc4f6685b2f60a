package io.sluice.demo;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the node answered: the HTTP status and the JSON body (an empty object when it had none). */
record Answer(int status, JsonNode body) {

    boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** Whether the same request may have another answer later, and the API asks for it. */
    boolean tellsToAskAgain() {
        return status == 503 || status == 429;
    }

    String text(String member) {
        return body.path(member).asString("");
    }

    /** Why not, in one word. */
    String code() {
        return Optional.of(text("code")).filter(code -> !code.isEmpty()).orElse("HTTP " + status);
    }
}
