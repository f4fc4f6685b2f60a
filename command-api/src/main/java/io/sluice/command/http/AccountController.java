package io.sluice.command.http;

import io.sluice.command.bus.Commands;
import io.sluice.command.json.Fields;
import io.sluice.command.slice.Unreadable;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.DepositFigures;
import io.sluice.ledger.money.Reading;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opening accounts, changing their status, crediting deposits. */
@RestController
final class AccountController {

    private final Commands commands;
    private final Catalogue catalogue;
    private final Answers answers;
    private final Headers headers;
    private final Bodies bodies;

    AccountController(Commands commands, Catalogue catalogue, HttpEdge edge) {
        this.commands = commands;
        this.catalogue = catalogue;
        this.answers = edge.answers();
        this.headers = edge.headers();
        this.bodies = edge.bodies();
    }

    @PostMapping("/v1/accounts")
    ResponseEntity<byte[]> open(HttpServletRequest request) {
        Incoming<AccountId> incoming =
                Incoming.read(
                        request, body -> Paths.account(body.text("accountId", Texts.LONGEST_CODE)));
        AccountId account = incoming.body();
        return answers.of(
                commands.send(new OpenAccount(account), headers.of(incoming, account)),
                bodies::account);
    }

    private record StatusBody(AccountStatus status, String reason) {
        static StatusBody parse(Fields body) {
            return new StatusBody(body.oneOf("status", AccountStatus.class), Texts.reason(body));
        }
    }

    @PutMapping("/v1/accounts/{accountId}/status")
    ResponseEntity<byte[]> changeStatus(
            @PathVariable("accountId") String accountId, HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        Incoming<StatusBody> incoming = Incoming.read(request, StatusBody::parse);
        return answers.of(
                commands.send(
                        new ChangeAccountStatus(
                                account, incoming.body().status(), incoming.body().reason()),
                        headers.of(incoming, account)),
                bodies::account);
    }

    private record DepositBody(String asset, String amount, String reference) {
        static DepositBody parse(Fields body) {
            return new DepositBody(
                    body.text("asset", Texts.LONGEST_CODE),
                    Texts.decimal(body, "amount"),
                    body.text("reference", Texts.LONGEST_NAME));
        }
    }

    @PostMapping("/v1/accounts/{accountId}/deposits")
    ResponseEntity<byte[]> credit(
            @PathVariable("accountId") String accountId, HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        Incoming<DepositBody> incoming = Incoming.read(request, DepositBody::parse);
        CommandHeader header = headers.of(incoming, account);
        DepositBody body = incoming.body();
        return answers.of(
                switch (DepositFigures.read(catalogue, body.asset(), body.amount())) {
                    case Reading.Parsed<DepositFigures>(var figures) ->
                            commands.send(
                                    new CreditDeposit(
                                            account,
                                            figures.asset(),
                                            figures.amount(),
                                            body.reference()),
                                    header);
                    case Reading.Refused<DepositFigures> found ->
                            commands.send(
                                    Unreadable.NAME,
                                    unreadable(account, body, found),
                                    header,
                                    commands.routeOf(account));
                },
                this::deposit);
    }

    private Unreadable unreadable(AccountId account, DepositBody body, Reading.Refused<?> found) {
        return new Unreadable(
                account,
                found,
                false,
                catalogue
                        .asset(body.asset())
                        .map(asset -> NamedIds.deposit(account, asset, body.reference())));
    }

    private Answers.Shape deposit(List<LedgerEvent> events) {
        return bodies.deposit(events);
    }
}
