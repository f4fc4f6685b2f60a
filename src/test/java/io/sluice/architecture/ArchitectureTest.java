package io.sluice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the product, and every rule catches the class that breaks it on purpose. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("io.sluice");

    record Wall(ArchRule rule, String breaker) {

        @Override
        public String toString() {
            return breaker.substring(breaker.lastIndexOf('.') + 1);
        }
    }

    static Stream<Wall> walls() {
        return Stream.of(
                new Wall(Rules.KAFKA_STAYS_IN_THE_LOG, "architecture.violating.ReadsKafkaItself"),
                new Wall(Rules.SPRING_STAYS_AT_THE_EDGES, "architecture.violating.KnowsSpring"),
                new Wall(
                        Rules.COMMAND_NEVER_SEES_PROJECTION, "command.violating.AsksTheProjection"),
                new Wall(
                        Rules.PROJECTION_NEVER_SEES_COMMAND,
                        "projection.violating.AsksTheCommandSide"),
                new Wall(Rules.THE_DOMAIN_NEEDS_NOBODY, "ledger.violating.KnowsTheLog"),
                new Wall(Rules.THE_DOMAIN_NEEDS_NOBODY, "ledger.violating.ReadsJson"),
                new Wall(Rules.THE_WIRE_NEEDS_JACKSON_ONLY, "ledger.wire.violating.WritesToTheLog"),
                new Wall(Rules.THE_DOMAIN_IS_TOLD_TIME_AND_CHANCE, "ledger.violating.TellsTheTime"),
                new Wall(
                        Rules.THE_EVENT_STORE_KNOWS_NO_WITHDRAWALS,
                        "log.violating.KnowsWithdrawals"),
                new Wall(Rules.THE_VERIFIER_TRUSTS_NOBODY, "verify.violating.TrustsTheProduct"),
                new Wall(Rules.ONLY_THE_COMMAND_LINE_PRINTS, "architecture.violating.Prints"),
                new Wall(Rules.NOBODY_SLEEPS, "architecture.violating.Sleeps"),
                new Wall(Rules.NO_FLOATING_POINT_IN_STATE, "ledger.violating.CountsInDoubles"),
                new Wall(Rules.NO_FLOATING_POINT_IN_ANSWERS, "ledger.violating.CountsInDoubles"),
                new Wall(
                        Rules.NULLS_ARE_CHECKED_EVERYWHERE,
                        "architecture.unmarked.NobodyChecksNulls"));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void holdsForTheProduct(Wall wall) {
        wall.rule().check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("walls")
    void catchesWhoBreaksIt(Wall wall) {
        JavaClasses breaker =
                new ClassFileImporter()
                        .importPackages("io.sluice." + packageOf(wall.breaker()))
                        .that(
                                describe(
                                        "are the breaker",
                                        type -> type.getName().endsWith("." + wall.breaker())));

        assertThat(wall.rule().evaluate(breaker).getFailureReport().getDetails())
                .as("%s is not caught", wall)
                .isNotEmpty();
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
