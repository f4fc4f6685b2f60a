package io.sluice.command.http;

import io.sluice.command.bus.Commands;
import io.sluice.command.json.Fields;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.ledger.command.LedgerCommand.WithdrawalCommand;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What rails report over HTTP. */
@RestController
@RequestMapping("/v1/accounts/{accountId}/withdrawals/{withdrawalId}")
final class RailController {

    private final Commands commands;
    private final Answers answers;
    private final Headers headers;
    private final Bodies bodies;

    RailController(Commands commands, HttpEdge edge) {
        this.commands = commands;
        this.answers = edge.answers();
        this.headers = edge.headers();
        this.bodies = edge.bodies();
    }

    @PostMapping("/submission")
    ResponseEntity<byte[]> submitted(
            @PathVariable("accountId") String accountId,
            @PathVariable("withdrawalId") String withdrawalId,
            HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        WithdrawalId withdrawal = Paths.withdrawal(withdrawalId);
        Incoming<String> incoming =
                Incoming.read(request, body -> body.text("railReference", Texts.LONGEST_NAME));
        return send(new ReportSubmission(account, withdrawal, incoming.body()), incoming);
    }

    @PostMapping("/settlement")
    ResponseEntity<byte[]> settled(
            @PathVariable("accountId") String accountId,
            @PathVariable("withdrawalId") String withdrawalId,
            HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        WithdrawalId withdrawal = Paths.withdrawal(withdrawalId);
        Incoming<String> incoming =
                Incoming.read(request, body -> body.text("transaction", Texts.LONGEST_NAME));
        return send(new ReportSettlement(account, withdrawal, incoming.body()), incoming);
    }

    private record FailureBody(String reason, boolean definitive) {
        static FailureBody parse(Fields body) {
            return new FailureBody(Texts.reason(body), body.truth("definitive"));
        }
    }

    @PostMapping("/failure")
    ResponseEntity<byte[]> failed(
            @PathVariable("accountId") String accountId,
            @PathVariable("withdrawalId") String withdrawalId,
            HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        WithdrawalId withdrawal = Paths.withdrawal(withdrawalId);
        Incoming<FailureBody> incoming = Incoming.read(request, FailureBody::parse);
        FailureBody body = incoming.body();
        return send(
                new ReportFailure(account, withdrawal, body.reason(), body.definitive()), incoming);
    }

    private ResponseEntity<byte[]> send(WithdrawalCommand command, Incoming<?> incoming) {
        return answers.of(
                commands.send(command, headers.of(incoming, command.accountId())), bodies::moved);
    }
}
