package io.sluice.ledger.command;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_FOUND;
import static io.sluice.ledger.refusal.ErrorCode.REFERENCE_REUSED;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.money.Reading;
import io.sluice.ledger.refusal.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What to answer a deposit or a request whose asset, network, amount or fee could not be read. No
 * command can be made of it, yet refusals that come earlier in the order still come first: the
 * account may be absent, the key or the reference may be taken (by something readable, so by
 * another payload).
 */
public final class UnreadableFigures {

    private UnreadableFigures() {}

    /**
     * The first in order of precedence of what was found and what stands before it.
     *
     * @param deposit what the reference finds; {@link DepositByReference#initial()} for a request,
     *     or where the asset itself is unknown
     */
    public static Verdict refuse(
            Reading.Refused<?> found,
            AccountState account,
            FirstOutcome first,
            DepositByReference deposit) {
        return Stream.of(
                        List.of(new Verdict.Refused(found.code(), found.detail(), Map.of())),
                        absent(account),
                        taken(first),
                        taken(deposit))
                .flatMap(List::stream)
                .min((a, b) -> a.code().compareTo(b.code()))
                .orElseThrow();
    }

    private static List<Verdict.Refused> absent(AccountState account) {
        return switch (account) {
            case AccountState.Absent _ ->
                    List.of(refused(ACCOUNT_NOT_FOUND, "There is no such account."));
            case AccountState.Existing _ -> List.of();
        };
    }

    private static List<Verdict.Refused> taken(FirstOutcome first) {
        return switch (first) {
            case FirstOutcome.Known _ -> CommandReplay.reused().refusal().stream().toList();
            case FirstOutcome.None _ -> List.of();
        };
    }

    private static List<Verdict.Refused> taken(DepositByReference deposit) {
        return switch (deposit) {
            case DepositByReference.Known _ ->
                    List.of(
                            refused(
                                    REFERENCE_REUSED,
                                    "This reference was used for another amount."));
            case DepositByReference.Absent _ -> List.of();
        };
    }

    private static Verdict.Refused refused(ErrorCode code, String detail) {
        return new Verdict.Refused(code, detail, Map.of());
    }
}
