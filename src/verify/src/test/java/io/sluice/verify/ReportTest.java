package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report();

    @Test
    void printsTheFirstHundredFindingsAndCountsAll() {
        for (int i = 0; i < 250; i++) {
            report.finding(Place.at(1, i).account("alice"), "wrong " + i);
        }

        assertThat(printed(""))
                .contains("finding: partition 1 offset 99 account alice: wrong 99\n")
                .doesNotContain("wrong 100")
                .endsWith("finding: and 150 more\nverify: FAILED (250 findings)\n");
    }

    @Test
    void aFindingIsOneLineWhateverStandsInTheLog() {
        report.finding(Place.LEDGER, "a\nverify: ok\n\u001b[2J");

        assertThat(printed("")).contains("finding: ledger: a?verify: ok??[2J\n");
    }

    @Test
    void neitherOkNorFailedWhenSomethingCouldNotBeLookedAt() {
        assertThat(printed("PostgreSQL is away"))
                .endsWith("\nverify: could not check: PostgreSQL is away\n");
    }

    private String printed(String unchecked) {
        StringBuilder out = new StringBuilder();
        report.print("verify: ledger", unchecked, out);
        return out.toString();
    }
}
