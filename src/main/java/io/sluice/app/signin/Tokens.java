package io.sluice.app.signin;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Which tokens count, and what they say: signed by the issuer with one of its keys, for this
 * audience, ending some time and not over, with a subject that the log can name.
 */
final class Tokens {

    /** Only signatures by key pairs: a public key must never be taken for a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private Tokens() {}

    static JwtDecoder decoder(SignInSettings settings, JWKSource<SecurityContext> keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // The claims are the validators' below.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(claims(settings));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> claims(SignInSettings settings) {
        return new DelegatingOAuth2TokenValidator<>(
                List.of(
                        new JwtTimestampValidator(),
                        new JwtClaimValidator<Instant>("exp", Objects::nonNull),
                        new JwtIssuerValidator(settings.issuer().orElseThrow()),
                        new JwtClaimValidator<Collection<String>>(
                                "aud",
                                audience ->
                                        audience != null && audience.contains(settings.audience())),
                        new JwtClaimValidator<String>(
                                "sub", subject -> subject != null && Actors.isSubject(subject))));
    }

    static AbstractAuthenticationToken signedIn(Jwt token) {
        return new JwtAuthenticationToken(
                token,
                granted(token),
                Actors.ofSubject(
                        Objects.requireNonNull(token.getSubject(), "a valid token has a subject")));
    }

    /** Scopes that are not of this API mean nothing here. */
    private static List<GrantedAuthority> granted(Jwt token) {
        return Stream.of("scope", "scp")
                .flatMap(claim -> words(token.getClaims().get(claim)))
                .map(Access::of)
                .flatMap(Optional::stream)
                .distinct()
                .<GrantedAuthority>map(access -> new SimpleGrantedAuthority(access.wire()))
                .toList();
    }

    /** Issuers write one text with blanks between, or a list. */
    private static Stream<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.stream(text.split(" ", -1));
            case Collection<?> list -> list.stream().map(String::valueOf);
            case null, default -> Stream.empty();
        };
    }
}
