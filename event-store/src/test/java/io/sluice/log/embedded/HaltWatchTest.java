package io.sluice.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaltWatchTest {

    private final ThreadGroup one = new ThreadGroup("one");
    private final ThreadGroup other = new ThreadGroup("other");
    private final List<String> heardByOne = new CopyOnWriteArrayList<>();
    private final List<String> heardByOther = new CopyOnWriteArrayList<>();

    @BeforeEach
    void watchBoth() {
        HaltWatch.watch(one, heardByOne::add);
        HaltWatch.watch(other, heardByOther::add);
    }

    @AfterEach
    void forgetBoth() {
        HaltWatch.forget(one);
        HaltWatch.forget(other);
    }

    @Test
    void aWishIsHeardByTheOneWhoseThreadUttersIt() throws InterruptedException {
        runIn(new ThreadGroup(one, "within"), () -> Exit.exit(1));

        assertThat(heardByOne).singleElement().asString().contains("status 1");
        assertThat(heardByOther).isEmpty();
    }

    @Test
    void aWishOfAnUnknownThreadIsHeardByAll() throws InterruptedException {
        runIn(new ThreadGroup("stranger"), () -> Exit.halt(2, "no reason"));

        assertThat(heardByOne).singleElement().asString().contains("no reason");
        assertThat(heardByOther).hasSize(1);
    }

    @Test
    void whoWasForgottenHearsNothing() throws InterruptedException {
        HaltWatch.forget(one);
        runIn(other, () -> Exit.exit(3));

        assertThat(heardByOne).isEmpty();
        assertThat(heardByOther).hasSize(1);
    }

    private static void runIn(ThreadGroup group, Runnable task) throws InterruptedException {
        Thread thread = new Thread(group, task);
        thread.start();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }
}
