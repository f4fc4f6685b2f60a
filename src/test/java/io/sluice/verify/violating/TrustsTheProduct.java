package io.sluice.verify.violating;

import io.sluice.log.LogPosition;

record TrustsTheProduct(LogPosition position) {}
