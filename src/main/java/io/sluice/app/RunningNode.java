package io.sluice.app;

import java.nio.file.Path;
import java.util.List;

/**
 * A node that has started.
 *
 * @param port on which it takes requests
 * @param data its data folder
 * @param refusals why partitions are refused and the node is therefore not ready; empty when it is
 */
public record RunningNode(int port, Path data, List<String> refusals) {}
