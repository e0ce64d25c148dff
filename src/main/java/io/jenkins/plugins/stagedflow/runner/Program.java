package io.jenkins.plugins.stagedflow.runner;

import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import io.jenkins.plugins.stagedflow.runner.cps.RefusingCustomizer;
import io.jenkins.plugins.stagedflow.runner.declarative.Conditions;
import io.jenkins.plugins.stagedflow.runner.declarative.Declarative;
import io.jenkins.plugins.stagedflow.runner.declarative.DeclarativeSyntax;
import io.jenkins.plugins.stagedflow.runner.library.CompiledLibrary;
import io.jenkins.plugins.stagedflow.runner.library.Libraries;
import io.jenkins.plugins.stagedflow.runner.library.LibraryImports;
import io.jenkins.plugins.stagedflow.runner.scm.ChangedFiles;
import io.jenkins.plugins.stagedflow.runner.scm.SourceRepository;
import io.jenkins.plugins.stagedflow.runner.steps.LocalSteps;
import io.jenkins.plugins.stagedflow.runner.steps.StageChoice;
import io.jenkins.plugins.stagedflow.runner.steps.StageNesting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.codehaus.groovy.control.CompilationFailedException;

/** Compiles a Jenkinsfile with all it may use. */
final class Program {
    private final Names names;
    private final List<RefusingCustomizer> customizers;
    private final PipelineShell shell;

    Program(RunRequest request, Build build, Names names, StageChoice choice, Consumer<String> console) {
        this.names = names;
        Path copies = build.directory().resolve("libraries");
        // Which stages stand in which others only the sources tell.
        boolean compiled = request.stages().isEmpty();
        Libraries libraries = new Libraries(request.libraries(), copies, compiled, names, console);
        customizers = List.of(new LibraryImports(libraries), new StageNesting(choice), new DeclarativeSyntax(names));
        shell = new PipelineShell(CompiledLibrary.imports(), customizers);
        libraries.use(shell);
        LocalSteps.addLoading(names, shell, libraries);
    }

    /** Adds what declarative pipelines need. */
    void addDeclarative(Build build, Optional<SourceRepository> sources) {
        Conditions conditions = new Conditions(sources.map(ChangedFiles::new));
        Declarative declarative = new Declarative(build, sources.isPresent(), conditions);
        names.variable("declarative", () -> declarative);
        names.ofLibrary(
                DeclarativeSyntax.INTERPRETER,
                () -> shell.define(Resources.text(Declarative.class, "Interpreter.groovy"), "DeclarativeInterpreter"));
        names.ofLibrary(
                "docker",
                () -> shell.define(Resources.text(LocalSteps.class, "DockerVariable.groovy"), "DockerVariable"));
    }

    /**
     * Returns the script.
     *
     * @throws InvalidRequestException if it does not compile, or asks for what is not here
     */
    Script compile(Path jenkinsfile) {
        try {
            Script script = shell.parse(text(jenkinsfile), PipelineShell.MAIN_CLASS);
            customizers.forEach(RefusingCustomizer::refuse);
            return script;
        } catch (CompilationFailedException e) {
            customizers.forEach(RefusingCustomizer::refuse);
            throw CompileErrors.refusal(jenkinsfile, e);
        }
    }

    private static String text(Path jenkinsfile) {
        try {
            return Files.readString(jenkinsfile);
        } catch (IOException e) {
            throw new InvalidRequestException("Jenkinsfile", jenkinsfile, "a file that can be read, in UTF-8");
        }
    }
}
