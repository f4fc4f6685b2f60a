package io.sluice.app;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.ledger.wire.UnreadableEventException;
import io.sluice.log.PayloadCodec;
import io.sluice.log.UndecodableEntryException;

/** Where the log, which knows nothing of withdrawals, meets the events' frozen JSON. */
final class LedgerPayloads implements PayloadCodec {

    @Override
    public byte[] encode(String type, String version, Object payload) {
        return EventCodec.encode((LedgerEvent) payload);
    }

    @Override
    public Object decode(String type, String version, byte[] json) {
        try {
            return EventCodec.decode(type, version, json);
        } catch (UnreadableEventException e) {
            throw new UndecodableEntryException(String.valueOf(e.getMessage()), e);
        }
    }
}
