package io.sluice.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Shows how the held withdrawals of resumed pauses leave, a line whenever that has changed, until
 * nothing is left that could go.
 */
final class DrainFollower {

    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int GONE = 404;

    private final NodeClient node;
    private final PrintWriter out;
    private final Map<String, String> last = new LinkedHashMap<>();

    DrainFollower(NodeClient node, PrintWriter out) {
        this.node = node;
        this.out = out;
    }

    void follow(List<String> pauseIds) {
        List<String> open = new ArrayList<>(pauseIds);
        open.removeIf(this::isDone);
        while (!open.isEmpty() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PACE_NANOS);
            open.removeIf(this::isDone);
        }
    }

    private boolean isDone(String id) {
        NodeAnswer answer = node.get("/v1/circuit/pauses/" + id);
        if (!answer.accepted()) {
            out.println("drain    " + id + "  " + answer.refusal());
            return answer.status() == GONE;
        }
        String line = CircuitOutput.progress(answer.body());
        if (!line.equals(last.put(id, line))) {
            out.println(line);
            out.flush();
        }
        JsonNode progress = answer.body().path("progress");
        return answer.text("status").equals("RESUMED")
                || (answer.text("status").equals("DRAINING")
                        && progress.path("left").asLong(0) == progress.path("stuck").asLong(0));
    }
}
