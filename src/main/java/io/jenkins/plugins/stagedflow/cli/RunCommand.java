package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.LocalRun;
import io.jenkins.plugins.stagedflow.runner.RunRequest;
import io.jenkins.plugins.stagedflow.runner.RunResult;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code staged-flow run}: the local runner. */
@Command(
        name = "run",
        description =
                "Runs a Jenkinsfile on this machine, without Jenkins, through Jenkins' own transformation of its code."
                        + " It has the steps of this suite, its library, and the usual steps of Jenkins; what it does not have it"
                        + " refuses by name.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the run succeeded",
            "1:it failed",
            "2:the Jenkinsfile or an option is not valid; nothing has run",
            "3:it is unstable",
            "4:it was not built",
            "130:interrupted; what the run had started is ended, and its post conditions have run"
        },
        footer = {"", "Example:", "  staged-flow run --param DEPLOY=false --credentials ~/.staged-flow/credentials.json"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "JENKINSFILE",
            arity = "0..1",
            defaultValue = "Jenkinsfile",
            description = "The script (${DEFAULT-VALUE}).")
    private Path jenkinsfile;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--stage", paramLabel = "NAME", description = "Run this stage alone; may be repeated.")
    private List<String> stages = List.of();

    @Option(names = "--dry-run", description = "Print what would run, and touch nothing.")
    private boolean dryRun;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter of the run; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable of the run; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--library",
            paramLabel = "NAME=DIR",
            description = "Where a shared library is: a directory with vars, src or resources; may be repeated.")
    private Map<String, Path> libraries = new LinkedHashMap<>();

    @CheckForNull
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The workspace of the first node; a new directory of the run's own if left out.")
    private Path workspace;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = ".staged-flow/runs",
            description = "Where each run leaves its artifacts, records and logs, in a directory of its own"
                    + " (${DEFAULT-VALUE}).")
    private Path output;

    @CheckForNull
    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "A JSON file of credentials by their ids, which only its owner may read.")
    private Path credentials;

    @Option(
            names = "--keyring",
            description = "Look for credentials in the keyring of the desktop too, with secret-tool.")
    private boolean keyring;

    RunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunRequest request = new RunRequest(
                jenkinsfile,
                output,
                Optional.ofNullable(workspace).map(Path::toAbsolutePath),
                parameters,
                variables,
                environment,
                stages,
                libraries,
                Optional.ofNullable(credentials),
                keyring,
                dryRun);
        RunResult result = new LocalRun(output(), Clock.systemUTC(), new ConsoleTerminal(out())).run(request);
        return status(result.result());
    }

    private RunOutput output() {
        return new RunOutput(out(), spec.commandLine().getColorScheme().ansi());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static int status(Result result) {
        return switch (result) {
            case SUCCESS -> 0;
            case FAILURE -> 1;
            case UNSTABLE -> 3;
            case NOT_BUILT -> 4;
            case ABORTED -> 130;
        };
    }
}
