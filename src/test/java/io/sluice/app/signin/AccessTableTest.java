package io.sluice.app.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sluice.app.signin.AccessTable.Ruling;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessTableTest {

    /** Reads mappings as Spring does, without starting anything. */
    private static final class Reader extends RequestMappingHandlerMapping {

        Reader() {
            // The error page's path is a setting; it takes any method, and no request.
            setEmbeddedValueResolver(path -> path.replaceAll("\\$\\{.*}", "/error"));
        }

        Stream<String> of(Class<?> controller) {
            return Arrays.stream(controller.getDeclaredMethods())
                    .map(method -> Optional.ofNullable(info(method, controller)))
                    .flatMap(Optional::stream)
                    .flatMap(Reader::calls);
        }

        private @org.jspecify.annotations.Nullable RequestMappingInfo info(
                Method method, Class<?> controller) {
            return getMappingForMethod(method, controller);
        }

        private static Stream<String> calls(RequestMappingInfo info) {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            return info.getPatternValues().stream()
                    .flatMap(path -> methods.stream().map(method -> method + " " + path));
        }
    }

    private static List<String> everyCallOfTheProduct() {
        Reader reader = new Reader();
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "io.sluice.command.http",
                                "io.sluice.projection.query",
                                "io.sluice.app")
                        .that(
                                com.tngtech.archunit.base.DescribedPredicate.describe(
                                        "are controllers",
                                        type -> type.isAnnotatedWith(RestController.class)))
                        .stream()
                        .map(JavaClass::reflect)
                        .flatMap(reader::of)
                        .toList();
    }

    private static Set<String> rows() {
        return AccessTable.ROWS.stream()
                .map(row -> row.method() + " " + row.path())
                .collect(Collectors.toSet());
    }

    @Test
    void saysOfEveryCallWhoMayMakeIt() {
        List<String> calls = everyCallOfTheProduct();
        assertThat(calls)
                .contains("POST /v1/circuit/pauses", "GET /v1/accounts/{accountId}")
                .allSatisfy(call -> assertThat(rows()).contains(call));
    }

    @Test
    void hasARowForEveryScopeAndNoTwoOfOneCall() {
        assertThat(AccessTable.ROWS.stream().flatMap(row -> row.anyOf().stream()))
                .contains(Access.values());
        assertThat(rows()).hasSameSizeAs(AccessTable.ROWS);
    }

    @Test
    void leavesOpenOnlyWhatThePublicMaySee() {
        assertThat(AccessTable.ROWS.stream().filter(row -> row.anyOf().isEmpty()))
                .extracting(AccessTable.Row::path)
                .containsExactlyInAnyOrder("/v1/status", "/actuator/health", "/actuator/health/**");
    }

    @Test
    void givesAnEmergencyCredentialNothingThatOpens() {
        Set<Access> held = Set.of(Access.CIRCUIT_PAUSE);
        assertThat(
                        AccessTable.ROWS.stream()
                                .filter(row -> row.anyOf().stream().anyMatch(held::contains)))
                .extracting(row -> row.method() + " " + row.path())
                .containsExactlyInAnyOrder(
                        "POST /v1/circuit/pauses",
                        "GET /v1/circuit",
                        "GET /v1/circuit/pauses",
                        "GET /v1/circuit/pauses/{pauseId}");
    }

    private static Ruling ruling(String method, String path) {
        return AccessTable.ruling(new MockHttpServletRequest(method, path));
    }

    @Test
    void readsTheMostExactRow() {
        assertThat(ruling("POST", "/v1/withdrawals/batch"))
                .isEqualTo(new Ruling.Needs(Set.of(Access.WITHDRAWALS_WRITE)));
        assertThat(ruling("HEAD", "/v1/accounts/alice"))
                .isEqualTo(new Ruling.Needs(Set.of(Access.LEDGER_READ)));
        assertThat(ruling("GET", "/actuator/health/readiness")).isEqualTo(new Ruling.Open());
    }

    @Test
    void isClosedWhereNothingIsEntered() {
        assertThat(ruling("GET", "/v1/secrets")).isEqualTo(new Ruling.Nowhere());
        assertThat(ruling("GET", "/error")).isEqualTo(new Ruling.Nowhere());
        assertThat(ruling("GET", "/v1/status/")).isEqualTo(new Ruling.Nowhere());
        assertThat(ruling("DELETE", "/v1/circuit/pauses"))
                .isEqualTo(new Ruling.OtherMethods(List.of(HttpMethod.POST, HttpMethod.GET)));
        assertThat(Objects.requireNonNull(ruling("POST", "/v1/status")))
                .isEqualTo(new Ruling.OtherMethods(List.of(HttpMethod.GET)));
    }
}
