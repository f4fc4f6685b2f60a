package io.sluice.command;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.log.PayloadCodec;

/** The domain's codec as the log wants it. */
public final class EventPayloads implements PayloadCodec {

    @Override
    public byte[] encode(String type, String version, Object payload) {
        return EventCodec.encode((LedgerEvent) payload);
    }

    @Override
    public Object decode(String type, String version, byte[] json) {
        return EventCodec.decode(type, version, json);
    }
}
