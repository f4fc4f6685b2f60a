package io.sluice.bench.fire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What the owners say that accounts hold, held against what the log says has left them. */
final class Balances {

    private record Balance(BigDecimal available, BigDecimal reserved) {}

    private final Map<String, Map<String, Balance>> byAccount;

    private Balances(Map<String, Map<String, Balance>> byAccount) {
        this.byAccount = byAccount;
    }

    /** Strong reads of all accounts. Blocks. */
    static Balances read(Client client, Load load) {
        Map<String, Map<String, Balance>> all = new LinkedHashMap<>();
        IntStream.range(0, load.accounts())
                .mapToObj(load::account)
                .forEach(account -> all.put(account, of(client, account)));
        return new Balances(all);
    }

    private static Map<String, Balance> of(Client client, String account) {
        Answer answer = client.got("/v1/accounts/" + account + "?consistency=strong");
        if (answer.status() != Answer.OK) {
            throw new IllegalStateException(account + " was answered: " + answer);
        }
        Map<String, Balance> balances = new LinkedHashMap<>();
        for (JsonNode balance : answer.json().at("/balances")) {
            balances.put(
                    balance.at("/asset").asString(),
                    new Balance(
                            new BigDecimal(balance.at("/available").asString()),
                            new BigDecimal(balance.at("/reserved").asString())));
        }
        return balances;
    }

    /** Everything is over: nothing is reserved, and what is available was not settled. */
    void compare(Evidence evidence, Figures figures) {
        int wrong = 0;
        Map<String, Map<String, BigInteger>> settled = new LinkedHashMap<>();
        evidence.partitions().forEach(partition -> settled.putAll(partition.settled()));
        for (Map.Entry<String, Map<String, Balance>> account : byAccount.entrySet()) {
            for (Map.Entry<String, Balance> of : account.getValue().entrySet()) {
                Balance balance = of.getValue();
                BigDecimal expected =
                        new BigDecimal(Load.DEPOSIT)
                                .subtract(
                                        new BigDecimal(
                                                settled.getOrDefault(account.getKey(), Map.of())
                                                        .getOrDefault(of.getKey(), BigInteger.ZERO),
                                                balance.available().scale()));
                if (balance.reserved().signum() != 0
                        || balance.available().compareTo(expected) != 0) {
                    wrong++;
                    figures.violated(
                            "%s has %s %s, and should have %s"
                                    .formatted(account.getKey(), balance, of.getKey(), expected));
                }
            }
        }
        figures.add("accounts-read", byAccount.size());
        figures.add("balances-wrong", wrong);
    }
}
