package io.sluice.demo;

import java.util.ArrayList;
import java.util.List;

/** The last word of the demo, and whether it is true. */
final class Statement {

    /** One claim, in words, with its figures. */
    record Claim(String words, boolean holds) {}

    private final List<Claim> claims = new ArrayList<>();

    private Statement() {}

    static Statement of(Evidence found) {
        Statement statement = new Statement();
        statement.claim(found.verified() ? "verify: ok" : "verify: NOT ok", found.verified());
        statement.claim(
                count(found.acknowledged()) + " withdrawals acknowledged",
                found.acknowledged() > 0
                        && found.acknowledgements() == found.acknowledged()
                        && found.unknown() == 0);
        statement.claim(
                count(found.acknowledgedInLog()) + " in the log",
                found.acknowledgedInLog() == found.acknowledged()
                        && found.requestsInLog() == found.acknowledged()
                        && found.settledInLog() == found.acknowledged());
        statement.claim(
                count(found.releasedWhilePaused()) + " released while paused",
                found.releasedWhilePaused() == 0 && wasPausedEverywhere(found));
        boolean equal =
                !found.sums().isEmpty()
                        && found.sums().values().stream().allMatch(Evidence.Sums::areEqual);
        statement.claim(equal ? "sums equal" : "sums NOT equal", equal);
        return statement;
    }

    /** That nothing left says nothing when there was no pause, or nothing to leave. */
    private static boolean wasPausedEverywhere(Evidence found) {
        return found.releases() == found.acknowledged()
                && found.partitions() > 0
                && found.partitionsFenced() == found.partitions()
                && found.partitionsLifted() == found.partitions();
    }

    private void claim(String words, boolean holds) {
        claims.add(new Claim(words, holds));
    }

    private static String count(long number) {
        return "%,d".formatted(number);
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    boolean isTrue() {
        return claims.stream().allMatch(Claim::holds);
    }

    /** What holds in one colour, what does not in another. */
    Line line() {
        Line line = Line.of(Style.PLAIN, "  ");
        String between = "";
        for (Claim claim : claims) {
            line =
                    line.and(Style.PLAIN, between)
                            .and(claim.holds() ? Style.GOOD : Style.BAD, claim.words());
            between = ", ";
        }
        return line;
    }

    @Override
    public String toString() {
        return line().text().strip();
    }
}
