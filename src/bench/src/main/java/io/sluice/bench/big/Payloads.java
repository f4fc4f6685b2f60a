package io.sluice.bench.big;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.ledger.wire.UnreadableEventException;
import io.sluice.log.PayloadCodec;
import io.sluice.log.UndecodableEntryException;

/** The domain's frozen codec, as the log wants it. */
final class Payloads implements PayloadCodec {

    @Override
    public byte[] encode(String type, String version, Object payload) {
        return EventCodec.encode((LedgerEvent) payload);
    }

    @Override
    public Object decode(String type, String version, byte[] json) {
        try {
            return EventCodec.decode(type, version, json);
        } catch (UnreadableEventException unreadable) {
            throw new UndecodableEntryException(
                    String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
