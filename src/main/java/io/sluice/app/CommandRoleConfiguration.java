package io.sluice.app;

import org.springframework.context.annotation.Configuration;

/** What a node with role command has in addition. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
class CommandRoleConfiguration {}
