package io.sluice.projection.query;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.reads.StrongReads.AccountReading;
import io.sluice.ledger.reads.StrongReads.WithdrawalReading;
import io.sluice.projection.query.Views.Source;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * One account, one withdrawal. PostgreSQL answers where it can; the owner does when it is asked
 * for, when PostgreSQL is down, and before anything is said not to exist: a 404 after a 201 invites
 * a second payout.
 */
@RestController
final class AccountController {

    private static final String AT_LEAST = Freshness.Demand.AT_LEAST;
    private static final String WAIT = Freshness.Demand.WAIT;

    private final AccountQueries queries;
    private final Freshness freshness;
    private final Owner owner;
    private final Views views;

    AccountController(AccountQueries queries, Freshness freshness, Owner owner, Views views) {
        this.queries = queries;
        this.freshness = freshness;
        this.owner = owner;
        this.views = views;
    }

    @GetMapping("/v1/accounts/{accountId}")
    ResponseEntity<Map<String, Object>> account(
            @PathVariable String accountId, @RequestParam MultiValueMap<String, String> given) {
        AccountId id = Ids.account(accountId);
        QueryParameters parameters =
                QueryParameters.of(given, Set.of("consistency", AT_LEAST, WAIT), Set.of(AT_LEAST));
        boolean strong = strong(parameters);
        Freshness.Demand demand = freshness.demand(parameters);
        if (!strong) {
            try {
                freshness.awaitProjected(demand);
                Optional<AccountReading> found = queries.account(id);
                if (found.isPresent()) {
                    return answer(views.account(found.get(), Source.PROJECTION));
                }
            } catch (ProjectionUnavailableException askTheOwner) {
                return fromOwner(id, demand);
            }
        }
        return fromOwner(id, demand);
    }

    private ResponseEntity<Map<String, Object>> fromOwner(AccountId id, Freshness.Demand demand) {
        freshness.awaitRead(demand);
        AccountReading reading =
                owner.account(id).orElseThrow(() -> Refusals.noAccount(id.value()));
        return answer(views.account(reading, Source.OWNER));
    }

    private static boolean strong(QueryParameters parameters) {
        return parameters
                .one("consistency")
                .map(
                        value -> {
                            if (!value.equals("strong")) {
                                throw Refusals.malformed("consistency is 'strong' or left out.");
                            }
                            return true;
                        })
                .orElse(false);
    }

    @GetMapping("/v1/accounts/{accountId}/withdrawals/{withdrawalId}")
    ResponseEntity<Map<String, Object>> withdrawal(
            @PathVariable String accountId,
            @PathVariable String withdrawalId,
            @RequestParam MultiValueMap<String, String> given) {
        AccountId account = Ids.account(accountId);
        WithdrawalId id = Ids.withdrawal(withdrawalId);
        QueryParameters parameters =
                QueryParameters.of(given, Set.of(AT_LEAST, WAIT), Set.of(AT_LEAST));
        Freshness.Demand demand = freshness.demand(parameters);
        try {
            freshness.awaitProjected(demand);
            Optional<WithdrawalReading> found = queries.withdrawal(account, id);
            if (found.isPresent()) {
                return answer(views.withdrawal(found.get(), Source.PROJECTION));
            }
        } catch (ProjectionUnavailableException askTheOwner) {
            return fromOwner(account, id, demand);
        }
        return fromOwner(account, id, demand);
    }

    private ResponseEntity<Map<String, Object>> fromOwner(
            AccountId account, WithdrawalId id, Freshness.Demand demand) {
        freshness.awaitRead(demand);
        WithdrawalReading reading =
                owner.withdrawal(account, id)
                        .orElseThrow(() -> Refusals.noWithdrawal(id.toString()));
        return answer(views.withdrawal(reading, Source.OWNER));
    }

    private static ResponseEntity<Map<String, Object>> answer(Map<String, Object> json) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header("Sluice-Position", String.valueOf(json.get("position")))
                .body(json);
    }
}
