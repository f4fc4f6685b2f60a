package io.sluice.ledger.money;

import static io.sluice.ledger.refusal.ErrorCode.MALFORMED_REQUEST;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_ASSET;

import java.util.Optional;

/** What a deposit says in figures, read from a caller's text. */
public record DepositFigures(Asset asset, Amount amount) {

    /** Refused with the first code in order of precedence that applies to the texts alone. */
    public static Reading<DepositFigures> read(Catalogue catalogue, String asset, String amount) {
        if (!Catalogue.isDecimal(amount)) {
            return new Reading.Refused<>(MALFORMED_REQUEST, "The amount is not a decimal number.");
        }
        Optional<Asset> known = catalogue.asset(asset);
        if (known.isEmpty()) {
            return new Reading.Refused<>(UNKNOWN_ASSET, "There is no such asset.");
        }
        return switch (catalogue.parse(known.get(), amount)) {
            case Reading.Refused<Amount>(var code, var detail) ->
                    new Reading.Refused<>(code, detail);
            case Reading.Parsed<Amount>(var value) ->
                    new Reading.Parsed<>(new DepositFigures(known.get(), value));
        };
    }
}
