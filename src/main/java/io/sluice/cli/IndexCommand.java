package io.sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "index",
        description = {
            "Looks after the indexes in a node's data folder.",
            "They are made from the ledger and may be made again at any time."
        },
        mixinStandardHelpOptions = true,
        subcommands = {IndexStatusCommand.class, IndexRebuildCommand.class})
final class IndexCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(line, "Which one: index status or index rebuild?");
    }
}
