package io.jenkins.plugins.stagedflow.jenkins;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Finds a program on the PATH of the build, in the agent's JVM, which itself would start the one on its own PATH.
 *
 * @param program the name of the program
 * @param path the PATH of the build
 */
record ProgramCall(String program, String path) implements ControllerToAgentFileCallable<String> {
    @Override
    public String invoke(File workspace, VirtualChannel channel) {
        return program.contains("/") || path.equals(System.getenv("PATH")) ? program : found();
    }

    private String found() {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Path::toString)
                .orElse(program);
    }
}
