package io.sluice.app.signin;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.sluice.app.signin.AccessTable.Ruling;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Sign-in, where an issuer is configured; without one no filter stands before the controllers.
 * Nothing of it comes from Spring Boot's own guesses, which application.yaml switches off.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SignInConfiguration.IsOn.class)
@EnableWebSecurity
public class SignInConfiguration {

    /** Before every filter that could read the request. */
    private static final int FIRST = -100;

    /** Asks the settings. */
    static final class IsOn implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment().containsProperty(SignInSettings.ISSUER);
        }
    }

    @Bean
    BearerTokens bearerTokens(Environment environment) {
        SignInSettings settings =
                Binder.get(environment).bind("sluice.sign-in", SignInSettings.class).get();
        Path folder = Path.of(environment.getProperty("sluice.data", "data")).resolve("sign-in");
        JWKSource<SecurityContext> keys = SigningKeys.of(settings, folder);
        SigningKeys.fetchAhead(keys);
        JwtDecoder decoder = Tokens.decoder(settings, keys);
        return new BearerTokens(EmergencyCredentials.of(settings), decoder);
    }

    @Bean
    SecurityFilterChain signIn(HttpSecurity http, BearerTokens tokens) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .servletApi(rights -> rights.rolePrefix("")) // a right is asked for by its own name
                .authorizeHttpRequests(calls -> calls.anyRequest().access(table()))
                .exceptionHandling(
                        refusals ->
                                refusals.authenticationEntryPoint(SignInProblems::unauthenticated)
                                        .accessDeniedHandler(SignInProblems::denied))
                .oauth2ResourceServer(
                        server ->
                                server.authenticationManagerResolver(request -> tokens)
                                        .authenticationEntryPoint(SignInProblems::unauthenticated)
                                        .accessDeniedHandler(SignInProblems::denied))
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> table() {
        return (caller, call) ->
                new AuthorizationDecision(
                        switch (AccessTable.ruling(call.getRequest())) {
                            case Ruling.Open _ -> true;
                            case Ruling.Needs(Set<Access> anyOf) -> hasOne(caller.get(), anyOf);
                            case Ruling.OtherMethods _, Ruling.Nowhere _ -> false;
                        });
    }

    private static boolean hasOne(Authentication caller, Set<Access> anyOf) {
        return caller.isAuthenticated()
                && caller.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(
                                held ->
                                        Access.of(String.valueOf(held))
                                                .filter(anyOf::contains)
                                                .isPresent());
    }

    @Bean
    RequestRejectedHandler rejectedRequests() {
        return SignInProblems::rejected;
    }

    /** Requests only: errors are rendered after the fact, and go out to whoever caused them. */
    @Bean
    FilterRegistrationBean<Filter> signInFilter(
            @Qualifier("springSecurityFilterChain") Filter springSecurityFilterChain) {
        FilterRegistrationBean<Filter> filter =
                new FilterRegistrationBean<>(springSecurityFilterChain);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        filter.setOrder(FIRST);
        return filter;
    }
}
