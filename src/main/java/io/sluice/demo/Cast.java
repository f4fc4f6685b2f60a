package io.sluice.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who has to do with the node: customers, those who watch the gate, an auditor. */
final class Cast implements AutoCloseable {

    static final int PARTITIONS = 4;

    private final Pace pace;
    private final Curtain curtain;
    private final NodeApi api;
    private final Customers customers;
    private final Book book = new Book();
    private final Traffic traffic;
    private final Reads reads;
    private final LogTail tail;
    private final Gate gate;

    Cast(URI node, Passes passes, Pace pace, Curtain curtain) {
        this.pace = pace;
        this.curtain = curtain;
        this.api = new NodeApi(node, passes);
        this.customers = new Customers(pace.accounts());
        this.traffic = new Traffic(api, customers, book, curtain);
        this.reads = new Reads(api, customers.accounts(), curtain);
        this.tail = new LogTail(api, PARTITIONS, curtain);
        this.gate = new Gate(api, curtain);
    }

    /** Every customer has an account, and something of every asset. */
    void fund() {
        List<Future<?>> funded = new ArrayList<>();
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            customers.accounts().forEach(account -> funded.add(each.submit(() -> fund(account))));
        }
        funded.forEach(Future::resultNow);
    }

    private void fund(String account) {
        api.must(
                Person.EXCHANGE,
                "/v1/accounts",
                "open-" + account,
                JsonMapper.shared().createObjectNode().put("accountId", account),
                curtain);
        customers
                .assets()
                .forEach(
                        asset -> {
                            api.must(
                                    Person.EXCHANGE,
                                    "/v1/accounts/" + account + "/deposits",
                                    "deposit-" + account + "-" + asset.code(),
                                    customers.depositBody(account, asset),
                                    curtain);
                            book.deposited(asset.code(), customers.deposit(asset).units());
                        });
    }

    void start() {
        gate.start();
        tail.start();
        traffic.start(pace.withdrawalsPerSecond());
        reads.start(pace.readers(), pace.readEvery());
    }

    NodeApi api() {
        return api;
    }

    Customers customers() {
        return customers;
    }

    Book book() {
        return book;
    }

    Traffic traffic() {
        return traffic;
    }

    Reads reads() {
        return reads;
    }

    LogTail tail() {
        return tail;
    }

    Gate gate() {
        return gate;
    }

    @Override
    public void close() {
        traffic.close();
        api.close();
    }
}
