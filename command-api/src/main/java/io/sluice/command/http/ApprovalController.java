package io.sluice.command.http;

import io.sluice.command.bus.Commands;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.LedgerCommand.WithdrawalCommand;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person's word on withdrawals that await approval. */
@RestController
final class ApprovalController {

    private final Commands commands;
    private final Answers answers;
    private final Headers headers;
    private final Bodies bodies;

    ApprovalController(Commands commands, HttpEdge edge) {
        this.commands = commands;
        this.answers = edge.answers();
        this.headers = edge.headers();
        this.bodies = edge.bodies();
    }

    @PostMapping("/v1/accounts/{accountId}/withdrawals/{withdrawalId}/approval")
    ResponseEntity<byte[]> approve(
            @PathVariable("accountId") String accountId,
            @PathVariable("withdrawalId") String withdrawalId,
            HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        WithdrawalId withdrawal = Paths.withdrawal(withdrawalId);
        Incoming<String> incoming = Incoming.read(request, Texts::reason);
        return send(new ApproveWithdrawal(account, withdrawal, incoming.body()), incoming);
    }

    @PostMapping("/v1/accounts/{accountId}/withdrawals/{withdrawalId}/rejection")
    ResponseEntity<byte[]> reject(
            @PathVariable("accountId") String accountId,
            @PathVariable("withdrawalId") String withdrawalId,
            HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        WithdrawalId withdrawal = Paths.withdrawal(withdrawalId);
        Incoming<String> incoming = Incoming.read(request, Texts::reason);
        return send(new RejectWithdrawal(account, withdrawal, incoming.body()), incoming);
    }

    private ResponseEntity<byte[]> send(WithdrawalCommand command, Incoming<?> incoming) {
        return answers.of(
                commands.send(command, headers.of(incoming, command.accountId())), bodies::moved);
    }
}
