package io.sluice.architecture.violating;

import org.springframework.context.ApplicationContext;

record KnowsSpring(ApplicationContext context) {}
