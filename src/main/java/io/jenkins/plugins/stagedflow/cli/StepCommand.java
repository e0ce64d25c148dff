package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One step of the engine as a command: options in, result out as text or JSON, a record of it where asked for. */
abstract class StepCommand<R extends Serializable> implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    /** Runs the step; its request is built first, so that bad input is refused before anything is touched. */
    abstract R run(Machine machine) throws InterruptedException;

    /** Returns the result in a few readable lines. */
    abstract String text(R result);

    final boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() throws Exception {
        ResultPrinter printer = new ResultPrinter(spec, common);
        R result = result(printer);
        printer.done(result, text(result));
        return 0;
    }

    private R result(ResultPrinter printer) throws Exception {
        try {
            return run(machine());
        } catch (Exception e) {
            tell(printer, e);
            throw e;
        }
    }

    // That a failure cannot be recorded must not hide the failure.
    private void tell(ResultPrinter printer, Exception failure) {
        try {
            printer.failed(failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + OperationErrors.sentence(e));
        }
    }

    private Machine machine() {
        LocalHost host = common.host();
        // Standard output is for the result.
        Console console = Console.to(spec.commandLine().getErr()::println);
        return new Machine(host, console, Timing.system(), common.state(host));
    }

    /** What a step works with. */
    record Machine(Host host, Console console, Timing timing, HostPath state) {
        /** Returns the directory that relative paths of options start at. */
        Path directory() {
            return Path.of(host.directory().value());
        }
    }
}
