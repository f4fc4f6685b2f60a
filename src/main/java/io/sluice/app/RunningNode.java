package io.sluice.app;

import java.nio.file.Path;

/**
 * A node that is ready.
 *
 * @param port on which it takes requests
 * @param data its data folder
 */
public record RunningNode(int port, Path data) {}
