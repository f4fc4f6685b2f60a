package io.sluice.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.app.signin.EmergencyCredential.Made;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** The filters alone, as they stand before the controllers. */
class SignInFiltersTest {

    private static final Made EMERGENCY = EmergencyCredential.make("night", new SecureRandom());

    @TempDir Path folder;
    private final TestIssuer issuer = new TestIssuer();
    private final AnnotationConfigWebApplicationContext context =
            new AnnotationConfigWebApplicationContext();

    @AfterEach
    void stop() {
        context.close();
        issuer.close();
    }

    private void start() {
        context.setServletContext(new MockServletContext());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "sluice.data", folder.toString(),
                                        "sluice.sign-in.issuer", TestIssuer.NAME,
                                        "sluice.sign-in.jwk-set-uri", issuer.keysUri(),
                                        "sluice.sign-in.emergency",
                                                EMERGENCY.credential().line())));
        context.register(SignInConfiguration.class);
        context.refresh();
    }

    private record Passed(MockHttpServletResponse response, boolean through) {}

    private Passed pass(String method, String path, String token)
            throws IOException, jakarta.servlet.ServletException {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        if (!token.isEmpty()) {
            request.addHeader("Authorization", "Bearer " + token);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        context.getBean("springSecurityFilterChain", Filter.class)
                .doFilter(request, response, chain);
        return new Passed(response, chain.getRequest() != null);
    }

    @Test
    void aNodeThatStartsInAnOutageSaysThatItCannotTellAndStillTakesEmergencyCredentials()
            throws Exception {
        issuer.close();
        start();
        Passed unknown = pass("GET", "/v1/circuit", issuer.token("alice", "ledger:read"));
        assertThat(unknown.through()).isFalse();
        assertThat(unknown.response().getStatus()).isEqualTo(503);
        assertThat(unknown.response().getHeader("Retry-After")).isEqualTo("1");
        assertThat(unknown.response().getContentAsString())
                .contains("\"code\":\"sign-in-unavailable\"");
        assertThat(pass("POST", "/v1/circuit/pauses", EMERGENCY.token()).through()).isTrue();
        assertThat(pass("POST", "/v1/circuit/resumptions", EMERGENCY.token()).through()).isFalse();
        assertThat(pass("GET", "/v1/status", "").through()).isTrue();
    }

    @Test
    void keysAreKnownBeforeAnybodyAsks() throws Exception {
        start();
        await().atMost(Duration.ofSeconds(10)).until(() -> issuer.asked() > 0);
        Path kept = RememberedKeys.file(folder.resolve("sign-in"), issuer.keysUri());
        await().atMost(Duration.ofSeconds(10)).until(() -> kept.toFile().exists());
        issuer.close();
        assertThat(pass("GET", "/v1/circuit", issuer.token("alice", "ledger:read")).through())
                .isTrue();
    }
}
