package io.sluice.cli;

import io.sluice.app.signin.EmergencyCredential;
import io.sluice.app.signin.EmergencyCredential.Made;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "emergency-credential",
        description = {
            "Makes a credential that may pause, and nothing else, also while nobody can sign in.",
            "Its token is shown once; the settings get a line that does not hold it."
        },
        mixinStandardHelpOptions = true)
final class EmergencyCredentialCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description = "Whose it is, for the record: 1 to 32 of a-z 0-9 -")
    private String name = "";

    @Override
    public Integer call() {
        if (!EmergencyCredential.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "The name must be 1 to 32 of a-z 0-9 -");
        }
        Made made = EmergencyCredential.make(name, new SecureRandom());
        PrintWriter out = spec.commandLine().getOut();
        out.println("token      " + made.token());
        out.println(
                "           Shown this once. Keep it where the night shift finds it, and use it");
        out.println("           as SLUICE_TOKEN or with --token-file.");
        out.println("setting    sluice.sign-in.emergency=" + made.credential().line());
        out.println(
                "           For every node with role command; several are separated by commas.");
        return ExitCode.OK;
    }
}
