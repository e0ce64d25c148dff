package io.jenkins.plugins.stagedflow.runner;

import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import io.jenkins.plugins.stagedflow.runner.credentials.CredentialSource;
import io.jenkins.plugins.stagedflow.runner.credentials.EnvironmentSource;
import io.jenkins.plugins.stagedflow.runner.credentials.FileSource;
import io.jenkins.plugins.stagedflow.runner.credentials.LocalCredentials;
import io.jenkins.plugins.stagedflow.runner.library.Libraries;
import io.jenkins.plugins.stagedflow.runner.library.Library;
import io.jenkins.plugins.stagedflow.runner.library.LibraryImports;
import io.jenkins.plugins.stagedflow.runner.steps.LocalSteps;
import io.jenkins.plugins.stagedflow.runner.steps.StageChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/**
 * A Jenkinsfile, compiled, with all it may use.
 *
 * @param script the script
 */
record Program(Script script) {
    static Program compile(RunRequest request, Build build, Names names, Consumer<String> console) {
        Libraries libraries =
                new Libraries(request.libraries(), build.directory().resolve("libraries"), names, console);
        LibraryImports libraryImports = new LibraryImports(libraries);
        ImportCustomizer imports = new ImportCustomizer();
        imports.addImports(Library.class.getName());
        PipelineShell shell = new PipelineShell(imports, List.of(libraryImports));
        libraries.use(shell);
        LocalSteps.add(
                names,
                build,
                new StageChoice(Set.copyOf(request.stages()), Set.of()),
                request.workspace()
                        .orElse(build.directory().resolve("workspace").resolve(build.job())),
                machine(request.environment()),
                credentials(request));
        LocalSteps.addLoading(names, shell, libraries);
        try {
            return new Program(shell.parse(text(request.jenkinsfile()), PipelineShell.MAIN_CLASS));
        } catch (CompilationFailedException e) {
            libraryImports.refuseMissing();
            throw CompileErrors.refusal(request.jenkinsfile(), e);
        } finally {
            libraryImports.refuseMissing();
        }
    }

    private static Map<String, String> machine(Map<String, String> environment) {
        Map<String, String> machine = new HashMap<>(environment);
        machine.keySet().removeIf(EnvironmentSource::isCredential);
        return machine;
    }

    private static LocalCredentials credentials(RunRequest request) {
        List<CredentialSource> sources = new ArrayList<>();
        sources.add(new EnvironmentSource(request.environment()));
        request.credentials().ifPresent(file -> sources.add(FileSource.read(file)));
        return new LocalCredentials(sources);
    }

    private static String text(Path jenkinsfile) {
        try {
            return Files.readString(jenkinsfile);
        } catch (IOException e) {
            throw new InvalidRequestException("Jenkinsfile", jenkinsfile, "a file that can be read, in UTF-8");
        }
    }
}
