package io.sluice.command.http;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.json.Fields;
import io.sluice.command.json.JsonWriter;
import io.sluice.command.json.Malformed;
import io.sluice.command.payout.Cancellations;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancels the held withdrawals that a filter finds, a line of NDJSON for each as it is decided. */
@RestController
final class CancellationsController {

    private final Cancellations cancellations;
    private final Catalogue catalogue;

    CancellationsController(Cancellations cancellations, Catalogue catalogue) {
        this.cancellations = cancellations;
        this.catalogue = catalogue;
    }

    private Cancellations.Filter parse(Fields body) {
        Cancellations.Filter filter =
                new Cancellations.Filter(
                        body.optionalText("pauseId", Texts.LONGEST_CODE)
                                .map(text -> Paths.pause("pauseId", text)),
                        body.optionalText("asset", Texts.LONGEST_CODE).map(this::asset),
                        body.optionalText("network", Texts.LONGEST_CODE).map(this::network),
                        Texts.reason(body));
        if (filter.pauseId().isEmpty() && filter.asset().isEmpty() && filter.network().isEmpty()) {
            throw Malformed.field("body", "must name a pauseId, an asset or a network");
        }
        return filter;
    }

    private Asset asset(String code) {
        return catalogue
                .asset(code)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.UNKNOWN_ASSET, "There is no such asset."));
    }

    private Network network(String name) {
        return catalogue
                .network(name)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.UNKNOWN_NETWORK, "There is no such network."));
    }

    @PostMapping("/v1/withdrawals/cancellations")
    void cancel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Incoming<Cancellations.Filter> incoming = Incoming.read(request, this::parse);
        UUID call = NamedIds.circuitKey(incoming.key());
        try {
            cancellations.require(incoming.body(), call);
        } catch (RuntimeException failure) {
            throw Answers.asRefusal(failure);
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/x-ndjson");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Lines lines = new Lines(response.getOutputStream());
        try {
            cancellations.run(incoming.body(), call, incoming.actor(), lines);
            lines.end();
        } catch (Cancellations.StoppedException gone) {
            throw new IOException("the caller is gone", gone);
        } catch (RuntimeException failure) {
            lines.brokenOff(Answers.asRefusal(failure));
        }
    }

    /** One outcome a line; without the last one, there is more. */
    private static final class Lines implements Cancellations.Told {

        private static final int FLUSH_EVERY = 100;

        private final OutputStream out;
        private long lines;

        Lines(OutputStream out) {
            this.out = out;
        }

        @Override
        public void outcome(AccountId account, WithdrawalId withdrawal, CommandOutcome outcome) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("withdrawalId", withdrawal.toString());
            line.put("accountId", account.value());
            switch (outcome) {
                case CommandOutcome.Accepted accepted ->
                        cancelled(line, accepted.position().toString());
                case CommandOutcome.Repeated repeated ->
                        cancelled(line, repeated.position().toString());
                case CommandOutcome.Refused(var code, var detail, var extensions) ->
                        refused(line, code, detail);
            }
            lines++;
            write(line);
            if (lines % FLUSH_EVERY == 0) {
                flush();
            }
        }

        private static void cancelled(Map<String, Object> line, String position) {
            line.put("status", "CANCELLED");
            line.put("money", "back");
            line.put("position", position);
        }

        private static void refused(Map<String, Object> line, ErrorCode code, String detail) {
            line.put("code", code.code());
            line.put("detail", detail);
            line.put("effect", code.effectUnknown() ? "unknown" : "none");
            line.put("retry", code.retry().wire());
        }

        void end() {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("end", true);
            line.put("lines", lines);
            write(line);
            flush();
        }

        /** What was answered by then holds; the same call with the same key goes on. */
        void brokenOff(RuntimeException failure) {
            if (!(failure instanceof RefusedException refusal)) {
                throw failure;
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("end", false);
            line.put("lines", lines);
            refused(
                    line,
                    refusal.code(),
                    Optional.ofNullable(refusal.getMessage()).orElse(refusal.code().code()));
            line.put("effect", "unknown");
            line.put("retry", ErrorCode.Retry.SAME_KEY.wire());
            write(line);
            flush();
        }

        private void write(Map<String, Object> line) {
            try {
                out.write(JsonWriter.write(line));
                out.write('\n');
            } catch (IOException gone) {
                throw new Cancellations.StoppedException(gone);
            }
        }

        private void flush() {
            try {
                out.flush();
            } catch (IOException gone) {
                throw new Cancellations.StoppedException(gone);
            }
        }
    }
}
