package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.runner.context.Container;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Workspace;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What {@code docker.image(…).inside} is made of: a container that sees the workspace at its own path, has the user of the
 * run, and in which each {@code sh} of the block runs.
 */
final class DockerContainerStep implements Step {
    private static final String STEP = "withDockerContainer";

    private final Map<String, String> machine;

    DockerContainerStep(Map<String, String> machine) {
        this.machine = Map.copyOf(machine);
    }

    @Override
    public Signature signature() {
        return Signature.of(STEP).sole("image").also("args", "toolName").withBlock();
    }

    @Override
    public void start(StepCall call) {
        Context context = call.context();
        String image = call.arguments().text("image");
        List<String> arguments = words(call.arguments().text("args", ""));
        context.workspace(STEP);
        Started started = new Started();
        call.onWorker(
                () -> started.id = run(context, image, arguments),
                () -> runBody(call, new Container(started.id, List.copyOf(machine.keySet()))));
    }

    // Whatever ended the block, the container goes.
    private static void runBody(StepCall call, Container container) {
        Context context = call.context();
        call.runBody(
                context.inside(container),
                outcome -> call.onWorker(() -> remove(context, container.id()), () -> call.complete(outcome)));
    }

    private static String run(Context context, String image, List<String> more) throws InterruptedException {
        Workspace workspace = context.workspace(STEP);
        LocalHost host = context.host(STEP);
        List<String> arguments = new ArrayList<>(List.of("run", "--tty", "--detach", "--user", user(host)));
        arguments.addAll(List.of("--workdir", workspace.directory().toString()));
        for (Path seen : List.of(workspace.directory(), workspace.temporary())) {
            arguments.addAll(List.of("--volume", seen + ":" + seen + ":rw"));
        }
        arguments.addAll(more);
        arguments.addAll(List.of("--entrypoint", "", image, "cat"));
        return host.run(Command.of("docker").arguments(arguments).captured().build(), context.console())
                .orFail("start a container of " + image, "See its output above")
                .output()
                .strip();
    }

    private static String user(LocalHost host) throws InterruptedException {
        Command ids = Command.of("sh", "-c", "printf %s:%s \"$(id -u)\" \"$(id -g)\"")
                .captured()
                .build();
        return host.run(ids, io.jenkins.plugins.stagedflow.host.Console.silent())
                .orFail("find out the user", "")
                .output()
                .strip();
    }

    private static String remove(Context context, String id) throws InterruptedException {
        context.host(STEP)
                .run(
                        Command.of("docker", "rm", "--force", "--volumes", id)
                                .captured()
                                .build(),
                        context.console())
                .orFail("remove the container " + id, "Remove it by hand");
        return id;
    }

    // Docker's options as they stand in a Jenkinsfile: words, those with spaces in quotes.
    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+(?=(?:[^'\"]*['\"][^'\"]*['\"])*[^'\"]*$)"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replaceAll("['\"]", ""))
                .toList();
    }

    /** The container, once it is there. */
    private static final class Started {
        private String id = "";
    }
}
