package io.sluice.log.violating;

import io.sluice.ledger.id.WithdrawalId;

record KnowsWithdrawals(WithdrawalId withdrawal) {}
