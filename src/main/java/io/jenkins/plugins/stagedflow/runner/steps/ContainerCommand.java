package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.runner.context.Container;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import java.util.ArrayList;
import java.util.List;

/** A command of a step, in the container of the block where there is one. */
final class ContainerCommand {
    private ContainerCommand() {}

    static Command.Builder in(Context context, List<String> arguments) {
        return context.container()
                .map(container -> inside(container, context, arguments))
                .orElseGet(() -> Command.of(arguments.get(0)).arguments(arguments.subList(1, arguments.size())));
    }

    // A name alone takes the value of docker's own environment, so that no secret is an argument.
    private static Command.Builder inside(Container container, Context context, List<String> arguments) {
        List<String> docker = new ArrayList<>(
                List.of("exec", "--workdir", context.directory("sh").toString()));
        context.environment().all().keySet().stream()
                .filter(name -> !container.outer().contains(name))
                .forEach(name -> docker.addAll(List.of("--env", name)));
        docker.add(container.id());
        docker.addAll(arguments);
        return Command.of("docker").arguments(docker);
    }
}
