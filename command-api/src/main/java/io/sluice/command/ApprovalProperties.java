package io.sluice.command;

import io.sluice.command.slice.ApprovalTerms;
import io.sluice.ledger.approval.ApprovalPolicy;
import io.sluice.ledger.approval.ApprovalSettings;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** The policy as it is configured; what cannot be meant keeps the node from starting. */
final class ApprovalProperties {

    private static final String AMOUNT = "sluice.approval.amount";
    private static final String PER_DAY = "sluice.approval.per-day";
    private static final String NEW_DESTINATION = "sluice.approval.new-destination";
    private static final String SECOND_PERSON = "sluice.approval.second-person";

    private ApprovalProperties() {}

    /**
     * @throws IllegalArgumentException with a sentence for whoever configured it
     */
    static ApprovalTerms of(Environment env, Catalogue catalogue, ClockWatch clock) {
        ApprovalPolicy policy =
                new ApprovalPolicy(
                        amounts(env, catalogue, AMOUNT),
                        amounts(env, catalogue, PER_DAY),
                        truth(env, NEW_DESTINATION));
        return new ApprovalTerms(policy, secondPerson(env), clock::hasStepped);
    }

    private static Map<Asset, Amount> amounts(
            Environment env, Catalogue catalogue, String setting) {
        return ApprovalSettings.amounts(catalogue, setting, env.getProperty(setting, ""));
    }

    /** Where it takes two people, unless it is said. */
    private static boolean secondPerson(Environment env) {
        return env.containsProperty(SECOND_PERSON)
                ? truth(env, SECOND_PERSON)
                : CommandSettings.approvals(env).people() > 1;
    }

    private static boolean truth(Environment env, String setting) {
        return ApprovalSettings.truth(setting, Optional.ofNullable(env.getProperty(setting)));
    }
}
