package io.sluice.app.signin;

import io.sluice.app.http.ProblemResponses;
import io.sluice.app.signin.AccessTable.Ruling;
import io.sluice.ledger.refusal.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;

/** What the filters refuse, in the API's words. */
final class SignInProblems {

    private SignInProblems() {}

    static void unauthenticated(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        switch (failure) {
            case BearerTokens.CannotTellException _ ->
                    ProblemResponses.write(
                            ErrorCode.SIGN_IN_UNAVAILABLE,
                            "The keys of the identity provider are not known yet, and it cannot be"
                                    + " reached. Emergency credentials are taken.",
                            request,
                            response);
            case OAuth2AuthenticationException invalid -> {
                challenge(response, "Bearer realm=\"sluice\", error=\"invalid_token\"");
                ProblemResponses.write(
                        ErrorCode.UNAUTHENTICATED,
                        "The token is not valid: " + invalid.getError().getDescription(),
                        request,
                        response);
            }
            default -> {
                challenge(response, "Bearer realm=\"sluice\"");
                ProblemResponses.write(
                        ErrorCode.UNAUTHENTICATED,
                        "Sign in: send a token as Authorization: Bearer.",
                        request,
                        response);
            }
        }
    }

    private static void challenge(HttpServletResponse response, String challenge) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    /** Who signed in learns what is missing, or that nothing is there. */
    static void denied(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        switch (AccessTable.ruling(request)) {
            case Ruling.Needs(Set<Access> anyOf) -> {
                String scopes =
                        anyOf.stream()
                                .sorted()
                                .map(Access::wire)
                                .collect(Collectors.joining(" or "));
                challenge(
                        response,
                        "Bearer realm=\"sluice\", error=\"insufficient_scope\", scope=\"%s\""
                                .formatted(scopes.replace(" or ", " ")));
                ProblemResponses.write(
                        ErrorCode.FORBIDDEN, "This needs scope " + scopes + ".", request, response);
            }
            case Ruling.OtherMethods(var methods) -> {
                response.setHeader(
                        HttpHeaders.ALLOW,
                        methods.stream().map(HttpMethod::name).collect(Collectors.joining(",")));
                ProblemResponses.write(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "this method is not allowed here",
                        request,
                        response);
            }
            case Ruling.Nowhere _, Ruling.Open _ ->
                    ProblemResponses.write(
                            ErrorCode.NOT_FOUND, "nothing is here", request, response);
        }
    }

    /** Paths that could be read in two ways never reach the table. */
    static void rejected(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestRejectedException rejected)
            throws IOException {
        ProblemResponses.write(
                ErrorCode.MALFORMED_REQUEST, "the request cannot be read", request, response);
    }
}
