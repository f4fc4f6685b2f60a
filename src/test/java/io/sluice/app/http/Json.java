package io.sluice.app.http;

import tools.jackson.databind.json.JsonMapper;

/** Bodies of requests. */
final class Json {

    private Json() {}

    static String of(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
