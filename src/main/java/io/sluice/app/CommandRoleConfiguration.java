package io.sluice.app;

import io.sluice.command.CommandConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What a node with role command has in addition. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@Import(CommandConfiguration.class)
class CommandRoleConfiguration {}
