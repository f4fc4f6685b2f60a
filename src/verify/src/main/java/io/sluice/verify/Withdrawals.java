package io.sluice.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The lives of one partition's withdrawals, held against the legal orders of events.md. */
final class Withdrawals {

    private final Map<UUID, Withdrawal> all = new HashMap<>();
    private final Report report;
    private long events;

    Withdrawals(Report report) {
        this.report = report;
    }

    Map<UUID, Withdrawal> all() {
        return all;
    }

    /** How many events about withdrawals there were. */
    long events() {
        return events;
    }

    void apply(Fact fact) {
        if (fact.type().family() != EventType.Family.WITHDRAWAL) {
            return;
        }
        events++;
        UUID id = fact.id("withdrawalId");
        Withdrawal withdrawal = all.get(id);
        if (fact.type() == EventType.WITHDRAWAL_REQUESTED) {
            requested(fact, id, withdrawal == null);
        } else if (withdrawal == null) {
            report.finding(
                    fact.place(), fact.type().wireName() + " of " + id + ", never requested here");
        } else {
            carried(fact, id, withdrawal);
            moved(fact, id, withdrawal);
        }
    }

    private void requested(Fact fact, UUID id, boolean first) {
        if (!first) {
            report.finding(fact.place(), "withdrawal " + id + " was requested before");
            return;
        }
        if (fact.amount("amount").signum() == 0) {
            report.finding(fact.place(), "withdrawal " + id + " is about nothing");
        }
        fact.awaitsApprovalOf()
                .filter(who -> !who.equals(fact.event().meta().get("actor")))
                .ifPresent(
                        who ->
                                report.finding(
                                        fact.place(),
                                        "withdrawal " + id + " was not requested by " + who));
        all.put(id, new Withdrawal(fact));
    }

    private void moved(Fact fact, UUID id, Withdrawal withdrawal) {
        Withdrawal.Status before = withdrawal.status();
        if (!withdrawal.moves(fact.type())) {
            report.finding(
                    fact.place(),
                    "withdrawal "
                            + id
                            + " is "
                            + before
                            + ", so "
                            + fact.type().wireName()
                            + " is not legal");
        }
    }

    /** What later events repeat of the request is what the request said. */
    private void carried(Fact fact, UUID id, Withdrawal terms) {
        carried(fact, id, "accountId", terms.account());
        carried(fact, id, "asset", terms.asset());
        carried(fact, id, "network", terms.network());
        carried(fact, id, "amount", terms.amount().toString());
        carried(fact, id, "fee", terms.fee().toString());
        if (fact.type() == EventType.WITHDRAWAL_APPROVED
                && !fact.destination().equals(terms.destination())) {
            report.finding(
                    fact.place(),
                    "withdrawal " + id + " was approved of for another destination than requested");
        }
    }

    private void carried(Fact fact, UUID id, String member, String requested) {
        if (fact.type().required().containsKey(member) && !fact.text(member).equals(requested)) {
            report.finding(
                    fact.place(),
                    "withdrawal "
                            + id
                            + " was requested with "
                            + member
                            + " "
                            + requested
                            + ", "
                            + fact.type().wireName()
                            + " says "
                            + fact.text(member));
        }
    }
}
