package io.sluice.ledger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.sluice.ledger.event.LedgerEvent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DomainRulesTest {

    private static final String FIXTURES = DomainRulesTest.class.getPackageName() + ".fixture.";
    private static final JavaClasses DOMAIN = domain();

    static List<ArchRule> rules() {
        return List.of(
                DomainRules.onlyTheJdkOutsideWire(),
                DomainRules.onlyJacksonInWire(),
                DomainRules.nobodyKnowsWire(),
                DomainRules.timeAndChanceComeInWithTheCommand());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holdsInTheDomain(ArchRule rule) {
        rule.check(DOMAIN);
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of(DomainRules.onlyTheJdkOutsideWire(), "UsesJackson"),
                Arguments.of(DomainRules.onlyTheJdkOutsideWire(), "UsesLibrary"),
                Arguments.of(DomainRules.nobodyKnowsWire(), "UsesWire"),
                Arguments.of(DomainRules.timeAndChanceComeInWithTheCommand(), "ReadsTheClock"),
                Arguments.of(DomainRules.timeAndChanceComeInWithTheCommand(), "ReadsMilliseconds"),
                Arguments.of(DomainRules.timeAndChanceComeInWithTheCommand(), "MakesIds"),
                Arguments.of(DomainRules.timeAndChanceComeInWithTheCommand(), "ThrowsDice"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void catchesTheViolation(ArchRule rule, String fixture) throws ClassNotFoundException {
        assertThat(violates(rule, FIXTURES + fixture)).isTrue();
    }

    /** A fixture in wire's own package that uses a library other than Jackson. */
    @Test
    void catchesAnotherLibraryInWire() throws ClassNotFoundException {
        assertThat(
                        violates(
                                DomainRules.onlyJacksonInWire(),
                                DomainRules.WIRE + ".LibraryInWireFixture"))
                .isTrue();
    }

    @Test
    void catchesNothingElse() throws ClassNotFoundException {
        assertThat(violates(DomainRules.timeAndChanceComeInWithTheCommand(), FIXTURES + "UsesWire"))
                .isFalse();
        assertThat(violates(DomainRules.onlyTheJdkOutsideWire(), FIXTURES + "MakesIds")).isFalse();
    }

    /** The rules are about something: an importer that reads nothing would find nothing. */
    @Test
    void seesTheWholeDomain() {
        assertThat(DOMAIN.size()).isGreaterThan(80);
        assertThat(DOMAIN.contain(LedgerEvent.class)).isTrue();
        assertThat(DOMAIN).noneMatch(type -> type.getPackageName().contains("fixture"));
    }

    private static boolean violates(ArchRule rule, String className) throws ClassNotFoundException {
        JavaClasses fixture = new ClassFileImporter().importClasses(Class.forName(className));
        return rule.evaluate(fixture).hasViolation();
    }

    private static JavaClasses domain() {
        try {
            return new ClassFileImporter()
                    .importPath(
                            Path.of(
                                    LedgerEvent.class
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI()));
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
