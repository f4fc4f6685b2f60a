package io.sluice.projection;

import java.util.Arrays;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether {@code sluice.roles} names {@code projection}; without the property a node has all roles.
 */
final class ProjectionRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String roles = context.getEnvironment().getProperty("sluice.roles", "projection");
        return Arrays.stream(roles.split(",")).map(String::strip).anyMatch("projection"::equals);
    }
}
