package io.sluice.log;

/**
 * Turns payloads into JSON and back. An unknown type or version, or JSON of another shape, throws
 * {@link UndecodableEntryException}: the partition stops there.
 */
public interface PayloadCodec {

    /** UTF-8 bytes of one JSON value. */
    byte[] encode(String type, String version, Object payload);

    /**
     * @param json UTF-8 bytes of one JSON value
     */
    Object decode(String type, String version, byte[] json);
}
