package io.sluice.command.http;

import io.sluice.command.bus.Commands;
import io.sluice.command.json.Fields;
import io.sluice.command.slice.Unreadable;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ResolveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.WithdrawalCommand;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Reading;
import io.sluice.ledger.money.WithdrawalFigures;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.Resolution;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requesting, cancelling and resolving withdrawals. */
@RestController
final class WithdrawalController {

    private static final int LONGEST_ADDRESS = 256;

    private final Commands commands;
    private final Catalogue catalogue;
    private final Answers answers;
    private final Headers headers;
    private final Bodies bodies;

    WithdrawalController(Commands commands, Catalogue catalogue, HttpEdge edge) {
        this.commands = commands;
        this.catalogue = catalogue;
        this.answers = edge.answers();
        this.headers = edge.headers();
        this.bodies = edge.bodies();
    }

    private record RequestBody(
            String asset,
            String network,
            String amount,
            Optional<String> fee,
            Destination destination,
            Optional<Instant> expiresAt) {

        static RequestBody parse(Fields body) {
            Fields destination = body.object("destination");
            RequestBody request =
                    new RequestBody(
                            body.text("asset", Texts.LONGEST_CODE),
                            body.text("network", Texts.LONGEST_CODE),
                            Texts.decimal(body, "amount"),
                            Texts.optionalDecimal(body, "fee"),
                            new Destination(
                                    destination.text("address", LONGEST_ADDRESS),
                                    destination.optionalText("memo", LONGEST_ADDRESS)),
                            body.optionalTime("expiresAt")
                                    .map(end -> end.truncatedTo(ChronoUnit.MICROS)));
            destination.end();
            return request;
        }
    }

    @PostMapping("/v1/accounts/{accountId}/withdrawals")
    ResponseEntity<byte[]> request(
            @PathVariable("accountId") String accountId, HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        Incoming<RequestBody> incoming = Incoming.read(request, RequestBody::parse);
        CommandHeader header = headers.of(incoming, account);
        RequestBody body = incoming.body();
        Reading<WithdrawalFigures> read =
                WithdrawalFigures.read(
                        catalogue, body.asset(), body.network(), body.amount(), body.fee());
        return answers.of(
                switch (read) {
                    case Reading.Parsed<WithdrawalFigures>(var figures) ->
                            commands.send(command(account, figures, body), header);
                    case Reading.Refused<WithdrawalFigures> found ->
                            commands.send(
                                    Unreadable.NAME,
                                    new Unreadable(account, found, true, Optional.empty()),
                                    header,
                                    commands.routeOf(account));
                },
                bodies::requested);
    }

    private static RequestWithdrawal command(
            AccountId account, WithdrawalFigures figures, RequestBody body) {
        return new RequestWithdrawal(
                account,
                figures.asset(),
                figures.network(),
                figures.amount(),
                figures.fee(),
                body.destination(),
                body.expiresAt());
    }

    @PostMapping("/v1/accounts/{accountId}/withdrawals/{withdrawalId}/cancellation")
    ResponseEntity<byte[]> cancel(
            @PathVariable("accountId") String accountId,
            @PathVariable("withdrawalId") String withdrawalId,
            HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        WithdrawalId withdrawal = Paths.withdrawal(withdrawalId);
        Incoming<String> incoming = Incoming.read(request, Texts::reason);
        return send(new CancelWithdrawal(account, withdrawal, incoming.body()), incoming);
    }

    private record ResolutionBody(Resolution outcome, String evidence) {
        static ResolutionBody parse(Fields body) {
            return new ResolutionBody(
                    body.oneOf("outcome", Resolution.class),
                    body.text("evidence", Texts.LONGEST_REASON));
        }
    }

    @PostMapping("/v1/accounts/{accountId}/withdrawals/{withdrawalId}/resolution")
    ResponseEntity<byte[]> resolve(
            @PathVariable("accountId") String accountId,
            @PathVariable("withdrawalId") String withdrawalId,
            HttpServletRequest request) {
        AccountId account = Paths.account(accountId);
        WithdrawalId withdrawal = Paths.withdrawal(withdrawalId);
        Incoming<ResolutionBody> incoming = Incoming.read(request, ResolutionBody::parse);
        ResolutionBody body = incoming.body();
        return send(
                new ResolveWithdrawal(account, withdrawal, body.outcome(), body.evidence()),
                incoming);
    }

    private ResponseEntity<byte[]> send(WithdrawalCommand command, Incoming<?> incoming) {
        return answers.of(
                commands.send(command, headers.of(incoming, command.accountId())), bodies::moved);
    }
}
