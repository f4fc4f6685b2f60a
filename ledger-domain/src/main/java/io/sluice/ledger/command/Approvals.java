package io.sluice.ledger.command;

import java.util.Set;

/**
 * How many different people it takes to do what one alone must not do: resume, approve, give a
 * doubtful withdrawal's money back. Actors are compared by their names as the log has them.
 *
 * @param people 2 or more where sign-in tells people apart; 1 where everybody is the operator
 */
public record Approvals(int people) {

    /** Where nobody signs in there is no second person. */
    public static final Approvals ONE = new Approvals(1);

    public static final Approvals TWO = new Approvals(2);

    public Approvals {
        if (people < 1) {
            throw new IllegalArgumentException("nobody at all cannot approve");
        }
    }

    /** Whether the actor may do the second half of what those others began. */
    public boolean mayComplete(String actor, Set<String> others) {
        return people == 1 || !others.contains(actor);
    }
}
