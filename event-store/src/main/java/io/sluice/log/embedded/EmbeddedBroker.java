package io.sluice.log.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker that is its own controller, in this process, on loopback, with its files in one
 * folder. The folder is formatted once; the ports are free ones, others at every start.
 *
 * <p>Survives kill -9 at any instant: the next start on the same folder recovers by itself (it
 * takes up to 3 s longer, until the dead one's session has passed).
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);
    private static final int PORT_ATTEMPTS = 3;
    private static final int ANY_PORT = 0;
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final ThreadGroup threads =
            new ThreadGroup("sluice-broker-" + STARTED.incrementAndGet());
    private final Path folder;
    private final int wantedPort;
    private final AtomicReference<@Nullable String> gaveUp = new AtomicReference<>();
    private final AtomicBoolean serving = new AtomicBoolean();
    private final Consumer<String> onFatal;
    private final FolderLock lock;
    private @Nullable KafkaRaftServer server;
    private int port;

    private EmbeddedBroker(Path folder, int wantedPort, Consumer<String> onFatal) {
        this.folder = folder.toAbsolutePath().normalize();
        this.wantedPort = wantedPort;
        this.lock = FolderLock.take(this.folder);
        this.onFatal = onFatal;
    }

    /**
     * Starts and returns once clients can connect.
     *
     * @param folder made and formatted if missing or empty
     * @param deadline recovery after a crash reads the tail of every partition: be generous
     * @param onFatal called at most once, on a thread of Kafka's, when a started broker is beyond
     *     repair; it must not block. The broker serves nothing from then on; stop it and the
     *     process
     * @throws EmbeddedBrokerException when it cannot be started; nothing is left running
     */
    public static EmbeddedBroker start(Path folder, Duration deadline, Consumer<String> onFatal) {
        return startAt(ANY_PORT, folder, deadline, onFatal);
    }

    /**
     * As {@link #start}, at a port of the caller's: clients that knew a broker that has died find
     * the next one by themselves.
     */
    public static EmbeddedBroker startAt(
            int clientPort, Path folder, Duration deadline, Consumer<String> onFatal) {
        EmbeddedBroker broker = new EmbeddedBroker(folder, clientPort, onFatal);
        HaltWatch.watch(broker.threads, broker::gaveUp);
        try {
            broker.run("start", deadline, broker::startOnFreePorts);
            broker.serving.set(true);
            broker.throwIfGaveUp(null);
            return broker;
        } catch (TimeoutException e) {
            broker.close();
            throw new EmbeddedBrokerException(
                    "the broker in " + broker.folder + " did not start within " + deadline, e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return BrokerProperties.HOST + ":" + port;
    }

    /** The folder that holds the partitions' folders. */
    public Path folder() {
        return folder;
    }

    /**
     * Stops in order: everything is on disk, the next start has nothing to recover. Bounded: when
     * the broker has not stopped after 5 s it is left to the end of the process, which is what a
     * crash is, and as safe. Stopping twice does nothing.
     */
    @Override
    public void close() {
        serving.set(false);
        try {
            run("stop", STOP_DEADLINE, this::stopServer);
            lock.close();
        } catch (TimeoutException | IOException e) {
            // The lock stays: what is still running must not get company.
            LOG.warn("the broker in {} did not stop within {}", folder, STOP_DEADLINE, e);
        } finally {
            HaltWatch.forget(threads);
        }
    }

    private void startOnFreePorts() {
        BrokerFolder.prepare(
                folder, BrokerProperties.NODE_ID, BrokerProperties.CONTROLLER_LISTENER);
        for (int attempt = 1; ; attempt++) {
            try {
                startOnce();
                return;
            } catch (RuntimeException e) {
                stopServer();
                if (attempt == PORT_ATTEMPTS || !isTakenPort(e)) {
                    throwIfGaveUp(e);
                    throw new EmbeddedBrokerException(
                            "the broker in " + folder + " cannot start: " + e.getMessage(), e);
                }
                gaveUp.set(null);
            }
        }
    }

    private void startOnce() {
        int[] free = freePorts();
        int clientPort = wantedPort == ANY_PORT ? free[0] : wantedPort;
        KafkaRaftServer starting =
                new KafkaRaftServer(
                        new KafkaConfig(BrokerProperties.of(folder, clientPort, free[1])),
                        Time.SYSTEM);
        keepServer(starting);
        starting.startup();
        port = clientPort;
    }

    private void stopServer() {
        KafkaRaftServer stopping = takeServer();
        if (stopping != null) {
            stopping.shutdown();
        }
    }

    /**
     * Both are held at once, so that they differ; somebody may take them right after: try again.
     */
    private static int[] freePorts() {
        try (ServerSocket one = free();
                ServerSocket other = free()) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        } catch (IOException e) {
            throw new EmbeddedBrokerException("no free port on " + BrokerProperties.HOST, e);
        }
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private static boolean isTakenPort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private void gaveUp(String wish) {
        boolean first = gaveUp.compareAndSet(null, wish);
        if (first && serving.get()) {
            onFatal.accept(wish);
        }
    }

    private void throwIfGaveUp(@Nullable Throwable cause) {
        String wish = gaveUp.get();
        if (wish != null) {
            String why = cause == null ? wish : wish + ": " + cause.getMessage();
            throw new EmbeddedBrokerException(
                    "the broker in " + folder + " cannot start: " + why,
                    cause == null ? new IllegalStateException(wish) : cause);
        }
    }

    private synchronized void keepServer(KafkaRaftServer started) {
        server = started;
    }

    private synchronized @Nullable KafkaRaftServer takeServer() {
        KafkaRaftServer taken = server;
        server = null;
        return taken;
    }

    /** On a thread of the broker's group, so that whatever Kafka spawns can be told to be its. */
    private void run(String what, Duration deadline, Runnable task) throws TimeoutException {
        FutureTask<@Nullable Void> future = new FutureTask<>(task, null);
        Thread thread = new Thread(threads, future, threads.getName() + "-" + what);
        thread.setDaemon(true);
        thread.start();
        try {
            future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EmbeddedBrokerException known) {
                throw known;
            }
            throw new EmbeddedBrokerException("the broker in " + folder + " failed to " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedBrokerException("interrupted: " + what, e);
        }
    }
}
