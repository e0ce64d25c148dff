package io.jenkins.plugins.stagedflow.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** The containers of a compose project. */
public final class Containers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final Host host;
    private final List<String> ids;

    private Containers(Host host, List<String> ids) {
        this.host = host;
        this.ids = List.copyOf(ids);
    }

    /**
     * Finds the containers that the project has now, also those that ended.
     *
     * @throws OperationFailedException if compose does not say
     */
    public static Containers of(Host host, ComposeCommands compose) throws InterruptedException {
        CommandResult answer = host.run(compose.containers(), Console.silent())
                .orFail("list the containers of the stack", "See whether Docker answers");
        return new Containers(
                host, answer.output().lines().filter(line -> !line.isBlank()).toList());
    }

    /** Returns how each container is, by the name of its service; one that is gone meanwhile is left out. */
    public List<ServiceState> states() throws InterruptedException {
        if (ids.isEmpty()) {
            return List.of();
        }
        Command inspect = Command.of("docker", "inspect", "--type", "container")
                .arguments(ids)
                .captured()
                .timeLimit(TO_ANSWER)
                .build();
        // With a container gone the status is not 0, and the others are printed all the same.
        return parse(host.run(inspect, Console.silent()).output());
    }

    static List<ServiceState> parse(String json) {
        try {
            return StreamSupport.stream(JSON.readTree(json).spliterator(), false)
                    .map(Containers::state)
                    .sorted(Comparator.comparing(ServiceState::service).thenComparing(ServiceState::container))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new OperationFailedException(
                    "inspect the containers of the stack", "what docker printed is no JSON", "", e);
        }
    }

    private static ServiceState state(JsonNode container) {
        JsonNode state = container.path("State");
        JsonNode health = state.path("Health");
        return new ServiceState(
                container
                        .path("Config")
                        .path("Labels")
                        .path("com.docker.compose.service")
                        .asText(),
                container.path("Name").asText().replaceFirst("^/", ""),
                state.path("Status").asText(),
                state.path("ExitCode").asInt(),
                health.path("Status").asText(),
                container.path("RestartCount").asInt(),
                state.path("OOMKilled").asBoolean(),
                state.path("StartedAt").asText(),
                state.path("Error").asText().strip(),
                lastOutput(health.path("Log")),
                restartsItself(container.path("HostConfig").path("RestartPolicy")));
    }

    // https://docs.docker.com/reference/dockerfile/#healthcheck: the engine keeps the last five, the newest at the end.
    private static String lastOutput(JsonNode checks) {
        return checks.path(checks.size() - 1).path("Output").asText().strip();
    }

    private static boolean restartsItself(JsonNode policy) {
        return !List.of("", "no").contains(policy.path("Name").asText());
    }
}
