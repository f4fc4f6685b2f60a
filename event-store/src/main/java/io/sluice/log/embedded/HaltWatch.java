package io.sluice.log.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends the JVM when something is beyond repair (its disk fails, say). Here it is a guest: its
 * wish is passed on to whoever started the broker, who stops in order.
 *
 * <p>The wish names no broker; the thread that utters it descends from the thread group in which
 * its broker was started, and that tells whose it is.
 */
final class HaltWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HaltWatch.class);
    private static final Map<ThreadGroup, Consumer<String>> WATCHED = new ConcurrentHashMap<>();

    private HaltWatch() {}

    /** Takes effect for the whole JVM, and stays. */
    static void watch(ThreadGroup broker, Consumer<String> onHalt) {
        WATCHED.put(broker, onHalt);
        Exit.setExitProcedure(HaltWatch::pass);
        Exit.setHaltProcedure(HaltWatch::pass);
    }

    static void forget(ThreadGroup broker) {
        WATCHED.remove(broker);
    }

    /** Returns, since a failing start still cleans up behind this call. */
    private static void pass(int status, @Nullable String message) {
        Thread thread = Thread.currentThread();
        String wish =
                "Kafka gave up with status %d on thread %s%s"
                        .formatted(status, thread.getName(), message == null ? "" : ": " + message);
        LOG.error("{}; the cause is in the log above", wish, new Throwable("called here"));
        ThreadGroup group = groupOf(thread);
        if (group == null) {
            WATCHED.values().forEach(watcher -> watcher.accept(wish));
        } else {
            WATCHED.getOrDefault(group, _ -> {}).accept(wish);
        }
    }

    private static @Nullable ThreadGroup groupOf(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        while (group != null && !WATCHED.containsKey(group)) {
            group = group.getParent();
        }
        return group;
    }
}
