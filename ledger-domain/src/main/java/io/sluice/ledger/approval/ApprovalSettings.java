package io.sluice.ledger.approval;

import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads amounts by asset as they are configured: {@code BTC=1.5, ETH=20}. Whatever is not exactly
 * that is refused in a sentence for whoever wrote it: a limit that is silently none lets everything
 * go.
 */
public final class ApprovalSettings {

    private ApprovalSettings() {}

    /**
     * @param setting its name, for the sentence
     * @return by asset; none where the text is blank
     * @throws IllegalArgumentException when the text cannot be meant
     */
    public static Map<Asset, Amount> amounts(Catalogue catalogue, String setting, String text) {
        Map<Asset, Amount> amounts = new LinkedHashMap<>();
        if (text.isBlank()) {
            return amounts;
        }
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw wrong(setting, "\"" + part.strip() + "\" is not ASSET=AMOUNT, as in BTC=1.5");
            }
            String code = part.substring(0, equals).strip();
            Asset asset =
                    catalogue
                            .asset(code)
                            .orElseThrow(
                                    () -> wrong(setting, "there is no asset \"" + code + "\""));
            Amount amount = amount(catalogue, setting, asset, part.substring(equals + 1).strip());
            if (amounts.put(asset, amount) != null) {
                throw wrong(setting, code + " is named twice");
            }
        }
        return amounts;
    }

    private static Amount amount(Catalogue catalogue, String setting, Asset asset, String text) {
        return switch (catalogue.parse(asset, text)) {
            case Reading.Parsed<Amount>(var amount) -> amount;
            case Reading.Refused<Amount>(var _, var detail) ->
                    throw wrong(
                            setting,
                            "\"%s\" is no amount of %s: %s".formatted(text, asset.code(), detail));
        };
    }

    /**
     * {@code true} or {@code false}, and nothing that only looks like it.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static boolean truth(String setting, Optional<String> text) {
        return switch (text.map(String::strip).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            // Text has no end of values; whoever wrote another meant something by it.
            default -> throw wrong(setting, "is neither true nor false");
        };
    }

    private static IllegalArgumentException wrong(String setting, String what) {
        return new IllegalArgumentException(setting + ": " + what);
    }
}
