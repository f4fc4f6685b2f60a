package io.sluice.log;

import java.nio.charset.StandardCharsets;

/** Payloads that are plain texts without quotes. */
public final class TextPayloads implements PayloadCodec {

    @Override
    public byte[] encode(String type, String version, Object payload) {
        return ("\"" + payload + "\"").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object decode(String type, String version, byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            throw new UndecodableEntryException("not a text: " + text);
        }
        return text.substring(1, text.length() - 1);
    }
}
