package io.sluice.projection.query;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Catalogue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of withdrawals. Only PostgreSQL can answer them. */
@RestController
final class WithdrawalListController {

    private static final String AT_LEAST = Freshness.Demand.AT_LEAST;
    private static final String WAIT = Freshness.Demand.WAIT;
    private static final Set<String> OF_ACCOUNT =
            Set.of("status", "cursor", "limit", AT_LEAST, WAIT);
    private static final Set<String> OF_ALL =
            Stream.concat(OF_ACCOUNT.stream(), Stream.of("asset", "network", "pauseId"))
                    .collect(Collectors.toUnmodifiableSet());
    private static final int MOST_ROWS = 500;
    private static final int USUAL_ROWS = 50;

    private final AccountQueries accounts;
    private final WithdrawalPages pages;
    private final Freshness freshness;
    private final Owner owner;
    private final Views views;
    private final Catalogue catalogue;

    WithdrawalListController(
            AccountQueries accounts,
            WithdrawalPages pages,
            Freshness freshness,
            Owner owner,
            Views views,
            Catalogue catalogue) {
        this.accounts = accounts;
        this.pages = pages;
        this.freshness = freshness;
        this.owner = owner;
        this.views = views;
        this.catalogue = catalogue;
    }

    @GetMapping("/v1/withdrawals")
    ResponseEntity<Map<String, Object>> all(@RequestParam MultiValueMap<String, String> given) {
        QueryParameters parameters = QueryParameters.of(given, OF_ALL, Set.of(AT_LEAST));
        return list("/v1/withdrawals", Optional.empty(), parameters);
    }

    @GetMapping("/v1/accounts/{accountId}/withdrawals")
    ResponseEntity<Map<String, Object>> ofAccount(
            @PathVariable String accountId, @RequestParam MultiValueMap<String, String> given) {
        AccountId id = Ids.account(accountId);
        QueryParameters parameters = QueryParameters.of(given, OF_ACCOUNT, Set.of(AT_LEAST));
        return list("/v1/accounts/" + id + "/withdrawals", Optional.of(id), parameters);
    }

    private ResponseEntity<Map<String, Object>> list(
            String path, Optional<AccountId> account, QueryParameters parameters) {
        int limit = parameters.number("limit", 1, MOST_ROWS, USUAL_ROWS);
        var _ = Freshness.Demand.patienceOf(parameters);
        WithdrawalFilter filter = WithdrawalFilter.of(account, parameters, catalogue);
        Optional<PageCursor> from =
                parameters.one("cursor").map(text -> PageCursor.decode(text, filter));
        Freshness.Demand demand = freshness.demand(parameters);
        try {
            freshness.awaitProjected(demand);
            WithdrawalPages.Page page = pages.page(filter, from, limit);
            if (page.rows().isEmpty() && account.isPresent()) {
                requireAccount(account.get());
            }
            return answer(page, path, filter, limit);
        } catch (ProjectionUnavailableException nobodyElseCanTell) {
            throw Refusals.projectionUnavailable();
        }
    }

    private void requireAccount(AccountId id) throws ProjectionUnavailableException {
        if (accounts.account(id).isEmpty() && owner.account(id).isEmpty()) {
            throw Refusals.noAccount(id.value());
        }
    }

    private ResponseEntity<Map<String, Object>> answer(
            WithdrawalPages.Page page, String path, WithdrawalFilter filter, int limit) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore());
        page.next()
                .ifPresent(
                        next ->
                                answer.header(
                                        HttpHeaders.LINK,
                                        link(path, filter, limit, next.encode(filter))));
        return answer.body(views.withdrawals(page.rows()));
    }

    private static String link(String path, WithdrawalFilter filter, int limit, String cursor) {
        Map<String, String> parameters = new LinkedHashMap<>(filter.parameters());
        parameters.put("limit", Integer.toString(limit));
        parameters.put("cursor", cursor);
        return parameters.entrySet().stream()
                .map(
                        named ->
                                named.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                named.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "<" + path + "?", ">; rel=\"next\""));
    }
}
