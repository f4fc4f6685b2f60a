package io.sluice.ledger.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchRule;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.wire.EventCodec;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import tools.jackson.core.JsonParser;

/**
 * The walls of the domain. Package names come from classes, so that a rename cannot void a rule.
 */
final class DomainRules {

    static final String WIRE = EventCodec.class.getPackageName();
    static final String DOMAIN = parent(LedgerEvent.class.getPackageName());
    private static final String JSPECIFY = NullMarked.class.getPackageName();
    private static final String JACKSON = JsonParser.class.getPackageName();

    /** What gives another answer each time it is asked. */
    private static final Map<Class<?>, Set<String>> IMPURE =
            Map.ofEntries(
                    Map.entry(Instant.class, Set.of("now")),
                    Map.entry(LocalDate.class, Set.of("now")),
                    Map.entry(LocalDateTime.class, Set.of("now")),
                    Map.entry(LocalTime.class, Set.of("now")),
                    Map.entry(OffsetDateTime.class, Set.of("now")),
                    Map.entry(ZonedDateTime.class, Set.of("now")),
                    Map.entry(Year.class, Set.of("now")),
                    Map.entry(Clock.class, Set.of("systemUTC", "systemDefaultZone", "system")),
                    Map.entry(System.class, Set.of("currentTimeMillis", "nanoTime", "getenv")),
                    Map.entry(UUID.class, Set.of("randomUUID")),
                    Map.entry(Math.class, Set.of("random")),
                    Map.entry(ThreadLocalRandom.class, Set.of("current")));

    private DomainRules() {}

    static ArchRule onlyTheJdkOutsideWire() {
        return classes()
                .that()
                .resideInAPackage(DOMAIN + "..")
                .and()
                .resideOutsideOfPackage(WIRE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", JSPECIFY, DOMAIN + "..");
    }

    static ArchRule onlyJacksonInWire() {
        return classes()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", JSPECIFY, JACKSON + "..", DOMAIN + "..");
    }

    static ArchRule nobodyKnowsWire() {
        return noClasses()
                .that()
                .resideInAPackage(DOMAIN + "..")
                .and()
                .resideOutsideOfPackage(WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(WIRE);
    }

    static ArchRule timeAndChanceComeInWithTheCommand() {
        return noClasses()
                .that()
                .resideInAPackage(DOMAIN + "..")
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "it gives another answer each time", DomainRules::isImpure));
    }

    private static boolean isImpure(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        boolean dice =
                access instanceof JavaConstructorCall
                        && (owner.isAssignableTo(Random.class)
                                || owner.isAssignableTo(RandomGenerator.class));
        return dice
                || IMPURE.entrySet().stream()
                        .anyMatch(
                                impure ->
                                        owner.isEquivalentTo(impure.getKey())
                                                && impure.getValue().contains(access.getName()));
    }

    private static String parent(String packageName) {
        return packageName.substring(0, packageName.lastIndexOf('.'));
    }
}
