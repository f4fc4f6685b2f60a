package io.sluice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.sluice.app.SluiceApplication;
import io.sluice.cli.Main;
import io.sluice.command.CommandConfiguration;
import io.sluice.command.http.HttpConfiguration;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventCodec;
import io.sluice.log.LogPosition;
import io.sluice.log.embedded.EmbeddedBroker;
import io.sluice.log.index.DiskIndexes;
import io.sluice.log.kafka.KafkaLogAccess;
import io.sluice.projection.ProjectionConfiguration;
import io.sluice.projection.query.QueryConfiguration;
import io.sluice.verify.Verifier;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/**
 * The walls. Packages are named by a class in them, so that a rule cannot outlive its package.
 * {@link ArchitectureTest} holds each against the product, and against a class that breaks it.
 */
final class Rules {

    private static final String PRODUCT = "io.sluice..";
    private static final String DOMAIN = parentOf(LedgerEvent.class);
    private static final String WIRE = within(EventCodec.class);
    private static final String EVENT_STORE = within(LogPosition.class);
    private static final String KAFKA = within(KafkaLogAccess.class);
    private static final String BROKER = within(EmbeddedBroker.class);
    private static final String INDEX = within(DiskIndexes.class);
    private static final String COMMAND = within(CommandConfiguration.class);
    private static final String PROJECTION = within(ProjectionConfiguration.class);
    private static final String COMMAND_EDGE = CommandConfiguration.class.getPackageName();
    private static final String COMMAND_HTTP = within(HttpConfiguration.class);
    private static final String PROJECTION_EDGE = ProjectionConfiguration.class.getPackageName();
    private static final String QUERY = within(QueryConfiguration.class);
    private static final String VERIFIER = within(Verifier.class);
    private static final String APP = within(SluiceApplication.class);
    private static final String CLI = within(Main.class);

    static final ArchRule KAFKA_STAYS_IN_THE_LOG =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(KAFKA, BROKER, VERIFIER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "kafka..");

    static final ArchRule ROCKSDB_STAYS_IN_THE_INDEX =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(INDEX)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.rocksdb..");

    static final ArchRule SPRING_STAYS_AT_THE_EDGES =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            APP, COMMAND_EDGE, COMMAND_HTTP, PROJECTION_EDGE, QUERY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework..");

    static final ArchRule COMMAND_NEVER_SEES_PROJECTION =
            noClasses()
                    .that()
                    .resideInAPackage(COMMAND)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(PROJECTION);

    static final ArchRule PROJECTION_NEVER_SEES_COMMAND =
            noClasses()
                    .that()
                    .resideInAPackage(PROJECTION)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(COMMAND);

    static final ArchRule THE_DOMAIN_NEEDS_NOBODY =
            classes()
                    .that()
                    .resideInAPackage(DOMAIN)
                    .and()
                    .resideOutsideOfPackage(WIRE)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", DOMAIN);

    static final ArchRule THE_WIRE_NEEDS_JACKSON_ONLY =
            classes()
                    .that()
                    .resideInAPackage(WIRE)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", DOMAIN);

    static final ArchRule THE_DOMAIN_IS_TOLD_TIME_AND_CHANCE =
            noClasses()
                    .that()
                    .resideInAPackage(DOMAIN)
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    static final ArchRule THE_EVENT_STORE_KNOWS_NO_WITHDRAWALS =
            noClasses()
                    .that()
                    .resideInAPackage(EVENT_STORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(DOMAIN);

    static final ArchRule THE_VERIFIER_TRUSTS_NOBODY =
            noClasses()
                    .that()
                    .resideInAPackage(VERIFIER)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(PRODUCT)
                                    .and(DescribedPredicate.not(resideInAnyPackage(VERIFIER))));

    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(CLI, VERIFIER)
                    .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    static final ArchRule NOBODY_SLEEPS =
            noClasses().should().accessTargetWhere(describe("is Thread.sleep", Rules::isSleep));

    static final ArchRule NO_FLOATING_POINT_IN_STATE =
            noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(DOMAIN)
                    .should()
                    .haveRawType(describe("is floating", Rules::isFloating));

    static final ArchRule NO_FLOATING_POINT_IN_ANSWERS =
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(DOMAIN)
                    .should()
                    .haveRawReturnType(describe("is floating", Rules::isFloating));

    static final ArchRule NULLS_ARE_CHECKED_EVERYWHERE =
            classes().that().resideInAPackage(PRODUCT).should(beInANullMarkedPackage());

    private Rules() {}

    private static String within(Class<?> inhabitant) {
        return inhabitant.getPackageName() + "..";
    }

    private static String parentOf(Class<?> inhabitant) {
        String name = inhabitant.getPackageName();
        return name.substring(0, name.lastIndexOf('.')) + "..";
    }

    private static boolean isSleep(JavaAccess<?> access) {
        return access.getTarget().getName().equals("sleep")
                && access.getTargetOwner().isEquivalentTo(Thread.class);
    }

    private static boolean isFloating(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is in a package without @NullMarked"));
                }
            }
        };
    }
}
