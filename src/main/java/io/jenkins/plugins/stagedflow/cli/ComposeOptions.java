package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The compose project a command works on. */
final class ComposeOptions {
    private static final String HERE = ".";

    @Option(
            names = "--project-directory",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Directory of the compose project; the current one if left out.")
    private String projectDirectory;

    @Option(
            names = "--compose-file",
            paramLabel = "FILE",
            description =
                    "Compose file, relative to that directory; may be repeated. Compose's own choice if left out.")
    private List<String> composeFiles = List.of();

    @Option(
            names = "--project-name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Name of the project, so that several can run beside each other.")
    private String projectName;

    @Option(
            names = "--image-tag",
            paramLabel = "TAG",
            defaultValue = "",
            description = "Tag of the images: the variable IMAGE_TAG of the compose files.")
    private String imageTag;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "Variable the compose files refer to; may be repeated.")
    private Map<String, String> environment = Map.of();

    @Option(names = "--profile", paramLabel = "NAME", description = "Compose profile to turn on; may be repeated.")
    private List<String> profiles = List.of();

    /** Returns the project, which may be the one of the current directory. */
    ComposeProject project() {
        ComposeProject.Builder project = ComposeProject.in(projectDirectory.isEmpty() ? HERE : projectDirectory)
                .composeFiles(composeFiles)
                .projectName(projectName)
                .composeEnvironment(environment)
                .profiles(profiles);
        return (imageTag.isEmpty() ? project : project.imageTag(imageTag)).build();
    }

    /** Returns the project if its directory or a file of it is named. */
    Optional<ComposeProject> named() {
        return projectDirectory.isEmpty() && composeFiles.isEmpty() ? Optional.empty() : Optional.of(project());
    }
}
