package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The compose project that the arguments of a step name. */
record ComposeArguments(
        String projectDirectory,
        List<String> composeFiles,
        String projectName,
        List<String> profiles,
        Map<String, String> composeEnvironment,
        String imageTag) {
    private static final String HERE = ".";

    /** Returns the project, which may be the one of the step's directory. */
    ComposeProject project() {
        ComposeProject.Builder project = ComposeProject.in(projectDirectory.isEmpty() ? HERE : projectDirectory)
                .composeFiles(composeFiles)
                .projectName(projectName)
                .composeEnvironment(composeEnvironment)
                .profiles(profiles);
        return (imageTag.isEmpty() ? project : project.imageTag(imageTag)).build();
    }

    /** Returns the project if its directory or a file of it is named. */
    Optional<ComposeProject> named() {
        return projectDirectory.isEmpty() && composeFiles.isEmpty() ? Optional.empty() : Optional.of(project());
    }
}
