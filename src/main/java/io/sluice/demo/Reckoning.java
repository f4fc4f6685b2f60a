package io.sluice.demo;

import io.sluice.ledger.money.Asset;
import io.sluice.verify.Verifier;
import io.sluice.verify.VerifyOptions;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Counts, once nobody asks for anything any more, and everything that was asked for is over. */
final class Reckoning {

    private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);
    private static final int MOST_ATTEMPTS = 40;

    private final Cast cast;
    private final Curtain curtain;
    private String report = "";

    Reckoning(Cast cast, Curtain curtain) {
        this.cast = cast;
        this.curtain = curtain;
    }

    /** Waits until everybody has an answer, and the rail has answered for everything. */
    void awaitQuiet() {
        cast.traffic().stop();
        curtain.await("an answer for everybody", QUIET_WITHIN, () -> cast.book().unknown() == 0);
        long all = cast.book().acknowledged().size();
        curtain.await(
                "everything settled",
                QUIET_WITHIN,
                () -> cast.tail().seen(LogTail.Kind.SETTLED) >= all);
    }

    /**
     * @param pauses whose fences nothing may have passed
     */
    Evidence count(Path data, Set<String> pauses) {
        Map<String, BigInteger> answered = balances();
        LogEvidence log = new LogEvidence();
        int status = verify(data, log);
        for (int i = 1; status == Verifier.COULD_NOT_CHECK && i < MOST_ATTEMPTS; i++) {
            curtain.letPass(ASK_AGAIN); // PostgreSQL is still coming back
            log = new LogEvidence();
            status = verify(data, log);
        }
        Book book = cast.book();
        return new Evidence(
                book.acknowledgements(),
                book.acknowledged().size(),
                book.unknown(),
                inLog(book, log),
                log.requests(),
                log.settled(),
                log.releases(),
                log.releasedWhilePaused(),
                Cast.PARTITIONS,
                log.partitionsFencedBy(pauses),
                log.partitionsLiftedOf(pauses),
                sums(book, answered, log),
                log.events(),
                status == Verifier.OK);
    }

    private int verify(Path data, LogEvidence log) {
        StringWriter said = new StringWriter();
        int status = Verifier.run(VerifyOptions.of(data), said, log);
        report = said.toString();
        return status;
    }

    /** What the verifier printed. */
    String report() {
        return report;
    }

    private static long inLog(Book book, LogEvidence log) {
        return book.acknowledged().entrySet().stream()
                .filter(one -> one.getValue().position().equals(log.requested().get(one.getKey())))
                .count();
    }

    /** Available and reserved, over all accounts, as their owners answer. */
    private Map<String, BigInteger> balances() {
        Map<String, BigInteger> sums = new HashMap<>();
        for (String account : cast.customers().accounts()) {
            for (JsonNode balance : strong(account).body().path("balances")) {
                Asset asset = new Asset(balance.path("asset").asString(""));
                for (String part : new String[] {"available", "reserved"}) {
                    sums.merge(
                            asset.code(),
                            cast.customers().units(asset, balance.path(part).asString("")),
                            BigInteger::add);
                }
            }
        }
        return sums;
    }

    private Answer strong(String account) {
        String path = "/v1/accounts/" + account + "?consistency=strong";
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Answer> answer =
                    cast.api().get(Person.EXCHANGE, path).filter(Answer::accepted);
            if (answer.isPresent()) {
                return answer.get();
            }
            curtain.letPass(ASK_AGAIN);
        }
        throw new DemoFailure("no balance of " + account + " to be had");
    }

    private static Map<String, Evidence.Sums> sums(
            Book book, Map<String, BigInteger> answered, LogEvidence log) {
        Map<String, BigInteger> expected = new HashMap<>(book.deposits());
        book.acknowledged()
                .values()
                .forEach(
                        one ->
                                expected.merge(
                                        one.order().asset().code(),
                                        one.order()
                                                .amount()
                                                .plus(one.order().fee())
                                                .units()
                                                .negate(),
                                        BigInteger::add));
        Map<String, Evidence.Sums> sums = new HashMap<>();
        expected.forEach(
                (asset, units) ->
                        sums.put(
                                asset,
                                new Evidence.Sums(
                                        units,
                                        answered.getOrDefault(asset, BigInteger.ZERO),
                                        log.owed().getOrDefault(asset, BigInteger.ZERO))));
        return sums;
    }
}
