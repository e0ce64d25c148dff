package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to run.
 *
 * @param jenkinsfile the script
 * @param output a directory for what runs leave: a directory for each, named by its number
 * @param workspace the first workspace, if it is not to be one of the run's own
 * @param parameters the parameters of the run by their names
 * @param variables variables of the run by their names
 * @param environment the variables of the machine
 * @param stages the stages to run, all if none is named
 * @param libraries libraries by their names
 * @param credentials a file of credentials, if there is one
 * @param keyring whether credentials are in the keyring of the desktop too
 * @param dryRun whether only to print what would run
 */
public record RunRequest(
        Path jenkinsfile,
        Path output,
        Optional<Path> workspace,
        Map<String, String> parameters,
        Map<String, String> variables,
        Map<String, String> environment,
        List<String> stages,
        Map<String, Path> libraries,
        Optional<Path> credentials,
        boolean keyring,
        boolean dryRun) {
    /**
     * Checks and copies the values.
     *
     * @throws InvalidRequestException naming the value that is not valid
     */
    public RunRequest {
        if (!Files.isRegularFile(jenkinsfile)) {
            throw new InvalidRequestException("Jenkinsfile", jenkinsfile, "a file that is there");
        }
        libraries.forEach((name, directory) -> {
            if (!Files.isDirectory(directory)) {
                throw new InvalidRequestException("library", name + "=" + directory, "NAME=DIRECTORY of a library");
            }
        });
        output = output.toAbsolutePath().normalize();
        workspace = workspace.map(directory -> directory.toAbsolutePath().normalize());
        parameters = Map.copyOf(parameters);
        variables = Map.copyOf(variables);
        environment = Map.copyOf(environment);
        stages = List.copyOf(stages);
        libraries = Map.copyOf(libraries);
    }
}
