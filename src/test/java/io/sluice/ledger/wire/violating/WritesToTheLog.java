package io.sluice.ledger.wire.violating;

import io.sluice.log.LogPosition;

record WritesToTheLog(LogPosition position) {}
