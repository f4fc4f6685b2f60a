package io.sluice.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class TokensTest {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final JwtDecoder DECODER = decoder();

    private static JwtDecoder decoder() {
        try {
            return Tokens.decoder(
                    SignInSettingsOf.issuer(),
                    new ImmutableJWKSet<>(JWKSet.parse(ISSUER.publicKeys())));
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            ISSUER.close();
        }
    }

    private static Set<String> scopes(AbstractAuthenticationToken signedIn) {
        return signedIn.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
    }

    private static AbstractAuthenticationToken read(JWTClaimsSet.Builder claims) {
        return Tokens.signedIn(DECODER.decode(ISSUER.sign(claims.build())));
    }

    @Test
    void namesWhoSignedInWithAPrefixThatNobodyElseHas() {
        assertThat(read(TestIssuer.claims("alice")).getName()).isEqualTo("user:alice");
        assertThat(read(TestIssuer.claims("releaser")).getName()).isEqualTo("user:releaser");
        assertThat(read(TestIssuer.claims("emergency:x")).getName()).isEqualTo("user:emergency:x");
    }

    @Test
    void readsScopesHoweverTheIssuerWritesThem() {
        assertThat(scopes(read(TestIssuer.claims("a", "circuit:pause", "openid", "ledger:read"))))
                .containsExactlyInAnyOrder("circuit:pause", "ledger:read");
        assertThat(
                        scopes(
                                read(
                                        TestIssuer.claims("a")
                                                .claim("scp", List.of("audit:read", "email")))))
                .containsExactly("audit:read");
        assertThat(scopes(read(TestIssuer.claims("a").claim("scope", 7)))).isEmpty();
    }

    static Map<String, String> bad() throws JOSEException {
        Map<String, String> bad = new LinkedHashMap<>();
        Instant past = Instant.now().minusSeconds(600);
        bad.put("over", of(TestIssuer.claims("a").expirationTime(Date.from(past))));
        bad.put("never ends", of(TestIssuer.claims("a").expirationTime(null)));
        bad.put(
                "not begun",
                of(
                        TestIssuer.claims("a")
                                .notBeforeTime(Date.from(Instant.now().plusSeconds(300)))));
        bad.put("another issuer", of(TestIssuer.claims("a").issuer("https://other.example")));
        bad.put("no issuer", of(TestIssuer.claims("a").issuer(null)));
        bad.put("for another audience", of(TestIssuer.claims("a").audience("wiki")));
        bad.put("for nobody", of(TestIssuer.claims("a").audience((String) null)));
        bad.put("nobody's", of(TestIssuer.claims("a").subject(null)));
        bad.put("no name", of(TestIssuer.claims(" ")));
        bad.put("a name of two lines", of(TestIssuer.claims("a\nb")));
        bad.put("a name too long", of(TestIssuer.claims("a".repeat(256))));
        bad.put(
                "another key",
                TestIssuer.sign(TestIssuer.claims("a").build(), TestIssuer.newKey()));
        bad.put("not signed", new PlainJWT(TestIssuer.claims("a").build()).serialize());
        bad.put("signed with the public key as a secret", mac());
        bad.put("no token", "abc.def.ghi");
        return bad;
    }

    static List<String> badNames() throws JOSEException {
        return List.copyOf(bad().keySet());
    }

    private static String of(JWTClaimsSet.Builder claims) {
        return ISSUER.sign(claims.build());
    }

    private static String mac() throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), TestIssuer.claims("a").build());
        token.sign(new MACSigner(ISSUER.publicKeys().getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void refusesATokenThatIs(String name) throws JOSEException {
        String token = Optional.ofNullable(bad().get(name)).orElseThrow();
        assertThatThrownBy(() -> DECODER.decode(token)).isInstanceOf(BadJwtException.class);
    }
}
