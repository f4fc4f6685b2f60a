package io.sluice.command.rail;

import io.sluice.command.json.Fields;
import io.sluice.ledger.refusal.RefusedException;
import java.util.Optional;

/** What an HTTP answer of a webhook means (src/docs/rails.md). */
final class WebhookAnswers {

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_REASON = 1_000;

    private WebhookAnswers() {}

    /**
     * @param withdrawalId the reference of a rail that names none of its own
     */
    static Answer of(int status, byte[] body, String withdrawalId) {
        if (status == 401 || status == 403 || status == 429) {
            return new Answer.NotTaken("answered " + status);
        }
        boolean isFinalRefusal = status == 409 || status == 422;
        if (!isFinalRefusal && (status < 200 || status > 299)) {
            return new Answer.Unclear("answered " + status);
        }
        return read(body, withdrawalId)
                .filter(answer -> answer instanceof Answer.Refused || !isFinalRefusal)
                .orElse(new Answer.Unclear("answered " + status + " with a body that is not one"));
    }

    private static Optional<Answer> read(byte[] body, String withdrawalId) {
        try {
            Fields fields = Fields.parse(body);
            String status = fields.text("status", LONGEST_NAME);
            return switch (status) {
                case "accepted", "submitted" ->
                        Optional.of(
                                new Answer.Taken(
                                        fields.optionalText("railReference", LONGEST_NAME)
                                                .orElse(withdrawalId)));
                case "settled" ->
                        Optional.of(new Answer.Settled(fields.text("transaction", LONGEST_NAME)));
                case "refused" ->
                        Optional.of(
                                new Answer.Refused(
                                        fields.optionalText("reason", LONGEST_REASON)
                                                .orElse("refused by the rail")));
                // Text has no end of values; what we do not know tells us nothing.
                default -> Optional.empty();
            };
        } catch (RefusedException unreadable) {
            return Optional.empty();
        }
    }
}
