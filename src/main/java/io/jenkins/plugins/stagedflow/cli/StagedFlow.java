package io.jenkins.plugins.stagedflow.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code staged-flow}: one subcommand a step. */
@Command(
        name = "staged-flow",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        description = "Carries a change from commit to production: images pushed, k3s and the compose stack brought up,"
                + " images scanned and promoted, a calendar version released and deployed over SSH.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Run 'staged-flow COMMAND --help' for what a command does, its options and an example."},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the operation failed; the last line says what, where, why and what to do",
            "2:the command was not understood or a value is not valid; nothing was touched",
            "3:all images were scanned, and what was found is not let through",
            "130:interrupted; what the command had started is ended and cleaned up"
        })
public final class StagedFlow {
    private static final int HELP_WIDTH = 100;
    private static final List<Class<?>> COMMANDS = List.of(
            PushCommand.class,
            BootCommand.class,
            ReadyCommand.class,
            LogsCommand.class,
            DownCommand.class,
            ScanCommand.class,
            SbomCommand.class,
            PromoteCommand.class,
            ReleaseCommand.class,
            DeployCommand.class,
            RunCommand.class,
            StageCommand.class,
            SummaryCommand.class);

    /** Starts the program. */
    public static void main(String[] arguments) throws InterruptedException {
        EarlyStart.begin();
        InterruptibleMain main = new InterruptibleMain(
                () -> commandLine(named(arguments), System.getenv(), System.in, writer(System.out), writer(System.err))
                        .execute(arguments));
        System.exit(main.run());
    }

    /**
     * Returns the commands that are needed for the arguments: the one that the first argument names, or all. To look into the
     * options of all takes as long as some commands themselves.
     */
    static List<Class<?>> named(String... arguments) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(type -> arguments.length > 0
                        && type.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    /** Returns the program with these commands over the given environment and streams. */
    static CommandLine commandLine(
            List<Class<?>> commands,
            Map<String, String> environment,
            InputStream input,
            PrintWriter output,
            PrintWriter errors) {
        CommandLine program = new CommandLine(new StagedFlow(), new CommandFactory(environment));
        commands.forEach(program::addSubcommand);
        program.setOut(output).setErr(errors).setUsageHelpWidth(HELP_WIDTH);
        program.setParameterExceptionHandler(new UsageErrors());
        program.setExecutionExceptionHandler(new OperationErrors());
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.registerConverter(Duration.class, new DurationConverter());
        program.registerConverter(SecretSource.class, new SecretConverter(environment, input));
        return program;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
