package io.sluice.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the demo is shown.
 *
 * @param program the class with the product's {@code main}, which the demo starts as processes
 * @param fast shorter acts, for tests
 * @param keep leave the folder with ledger, database and log files behind
 * @param record where to write the last picture as SVG
 * @param terminal whether the picture can be drawn in place; lines with times otherwise
 * @param colours whether a terminal wants them
 */
public record DemoOptions(
        Class<?> program,
        boolean fast,
        boolean keep,
        Optional<Path> record,
        boolean terminal,
        boolean colours) {}
