/**
 * The HTTP edge for services and operations: reads requests strictly, hands commands to the bus,
 * and answers only what is durable. Names and shapes are those of the API page; refusals are thrown
 * and rendered elsewhere, in one place for the whole application.
 */
@NullMarked
package io.sluice.command.http;

import org.jspecify.annotations.NullMarked;
