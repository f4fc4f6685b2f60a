package io.sluice.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds where this node has the role. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnRole.HasRole.class)
@interface ConditionalOnRole {

    Role value();

    /** Asks the settings. */
    final class HasRole implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Role role =
                    Objects.requireNonNull(metadata.getAnnotations().get(ConditionalOnRole.class))
                            .getEnum("value", Role.class);
            return Preflight.settings(context.getEnvironment()).has(role);
        }
    }
}
