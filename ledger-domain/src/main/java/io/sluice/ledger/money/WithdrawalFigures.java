package io.sluice.ledger.money;

import static io.sluice.ledger.refusal.ErrorCode.MALFORMED_REQUEST;
import static io.sluice.ledger.refusal.ErrorCode.NETWORK_NOT_SUPPORTED;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_ASSET;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_NETWORK;

import io.sluice.ledger.refusal.ErrorCode;
import java.util.Optional;

/** What a request for a withdrawal says in figures, read from a caller's text. */
public record WithdrawalFigures(Asset asset, Network network, Amount amount, Amount fee) {

    /**
     * Refused with the first code in order of precedence that applies to the texts alone.
     *
     * @param fee no fee when empty
     */
    public static Reading<WithdrawalFigures> read(
            Catalogue catalogue,
            String asset,
            String network,
            String amount,
            Optional<String> fee) {
        if (!Catalogue.isDecimal(amount) || !fee.map(Catalogue::isDecimal).orElse(true)) {
            return refused(MALFORMED_REQUEST, "The amount or the fee is not a decimal number.");
        }
        Optional<Asset> knownAsset = catalogue.asset(asset);
        if (knownAsset.isEmpty()) {
            return refused(UNKNOWN_ASSET, "There is no such asset.");
        }
        Optional<Network> knownNetwork = catalogue.network(network);
        if (knownNetwork.isEmpty()) {
            return refused(UNKNOWN_NETWORK, "There is no such network.");
        }
        if (!catalogue.supports(knownAsset.get(), knownNetwork.get())) {
            return refused(NETWORK_NOT_SUPPORTED, "The asset does not travel on this network.");
        }
        return both(
                knownAsset.get(),
                knownNetwork.get(),
                catalogue.parse(knownAsset.get(), amount),
                catalogue.parseFee(knownAsset.get(), fee.orElse("0")));
    }

    private static Reading<WithdrawalFigures> both(
            Asset asset, Network network, Reading<Amount> amount, Reading<Amount> fee) {
        return switch (amount) {
            case Reading.Parsed<Amount>(var a) ->
                    switch (fee) {
                        case Reading.Parsed<Amount>(var f) ->
                                new Reading.Parsed<>(new WithdrawalFigures(asset, network, a, f));
                        case Reading.Refused<Amount>(var code, var detail) -> refused(code, detail);
                    };
            case Reading.Refused<Amount>(var code, var detail) ->
                    switch (fee) {
                        case Reading.Refused<Amount>(var feeCode, var feeDetail)
                                when feeCode.compareTo(code) < 0 ->
                                refused(feeCode, feeDetail);
                        case Reading<Amount> _ -> refused(code, detail);
                    };
        };
    }

    private static Reading<WithdrawalFigures> refused(ErrorCode code, String detail) {
        return new Reading.Refused<>(code, detail);
    }
}
