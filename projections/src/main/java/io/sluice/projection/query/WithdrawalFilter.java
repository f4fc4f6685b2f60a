package io.sluice.projection.query;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which withdrawals a list shows.
 *
 * @param pauseId that held them at any time; with status HELD, those that wait now
 */
record WithdrawalFilter(
        Optional<AccountId> account,
        Optional<WithdrawalStatus> status,
        Optional<Asset> asset,
        Optional<Network> network,
        Optional<PauseId> pauseId) {

    /** Texts that cannot be a filter are malformed; assets and networks are refused by name. */
    static WithdrawalFilter of(
            Optional<AccountId> account, QueryParameters parameters, Catalogue catalogue) {
        Optional<WithdrawalStatus> status =
                parameters.one("status").map(WithdrawalFilter::statusOf);
        Optional<PauseId> pause = parameters.one("pauseId").map(Ids::pause);
        return new WithdrawalFilter(
                account,
                status,
                parameters.one("asset").map(code -> assetOf(code, catalogue)),
                parameters.one("network").map(name -> networkOf(name, catalogue)),
                pause);
    }

    private static WithdrawalStatus statusOf(String text) {
        return Arrays.stream(WithdrawalStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusals.malformed("There is no such withdrawal status."));
    }

    private static Asset assetOf(String code, Catalogue catalogue) {
        return catalogue
                .asset(code)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.UNKNOWN_ASSET, "There is no such asset."));
    }

    private static Network networkOf(String name, Catalogue catalogue) {
        return catalogue
                .network(name)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.UNKNOWN_NETWORK, "There is no such network."));
    }

    /** As query parameters, in a fixed order; the account stands in the path. */
    Map<String, String> parameters() {
        Map<String, String> named = new LinkedHashMap<>();
        status.ifPresent(value -> named.put("status", value.name()));
        asset.ifPresent(value -> named.put("asset", value.code()));
        network.ifPresent(value -> named.put("network", value.name()));
        pauseId.ifPresent(value -> named.put("pauseId", value.toString()));
        return named;
    }
}
