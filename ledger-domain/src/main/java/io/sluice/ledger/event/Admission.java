package io.sluice.ledger.event;

import io.sluice.ledger.approval.ApprovalNeed;
import java.time.Instant;
import java.util.Optional;

/**
 * How a withdrawal's request was taken, which version 2 of its event says.
 *
 * @param decidedAt the time of the decision, never before that of the entry before
 * @param expiresAt until when it may be released, but for the time that pauses cover it
 * @param approval why it is not queued before somebody approves of it, if so
 */
public record Admission(
        Instant decidedAt, Optional<Instant> expiresAt, Optional<ApprovalNeed> approval) {}
