package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ScriptWriterTest {
    private static final String PASSWORD = "registry-password";
    private static final String API_KEY = "api-key-value";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final DeployRequest request = DeployRequest.builder()
            .host("prod.example")
            .user("me")
            .sshAgent(true)
            .hostKey("SHA256:" + "a".repeat(43))
            .directory("/srv/app")
            .healthUrl("http://localhost/health")
            .registryLogin("hub.example", new RegistryLogin("me", Secret.of(PASSWORD)))
            .secretEnv(Map.of("API_KEY", Secret.of(API_KEY)))
            .imageTag("2026.11.0")
            .build();

    @Test
    public void shouldSendSecretsOnlyWhereTheyAreNeeded() {
        assertThat(phasesWith(PASSWORD)).containsExactly(Phase.IMAGES, Phase.ROLLBACK);
        assertThat(phasesWith(API_KEY))
                .containsExactly(
                        Phase.REMEMBER,
                        Phase.CHECK,
                        Phase.IMAGES,
                        Phase.UP,
                        Phase.RECORD,
                        Phase.ROLLBACK,
                        Phase.RUNNING);
    }

    @Test
    public void shouldShowNoSecretInAPlan() {
        assertThat(String.join("\n", new Plan(request).lines()))
                .doesNotContain(PASSWORD)
                .doesNotContain(API_KEY)
                .contains("[rollback] SF_REGISTRY_PASSWORD='****'");
    }

    @Test
    public void shouldWriteScriptsThatEveryShellReads() throws Exception {
        LocalHost host = new LocalHost(folder.getRoot().toPath(), System.getenv());
        for (Phase phase : Phase.values()) {
            Path file = folder.getRoot().toPath().resolve(phase.title());
            Files.writeString(file, ScriptWriter.of(request, "mark").write(phase, "", Map.of()));
            for (List<String> shell : List.of(List.of("dash"), List.of("bash"), List.of("busybox", "sh"))) {
                CommandResult result = host.run(
                        Command.of(shell.get(0))
                                .arguments(shell.subList(1, shell.size()))
                                .arguments(List.of("-n", file.toString()))
                                .captured()
                                .build(),
                        Console.silent());
                assertThat(result.isSuccess())
                        .as(shell + " " + phase + ": " + result.reason())
                        .isTrue();
            }
        }
    }

    private List<Phase> phasesWith(String secret) {
        return Stream.of(Phase.values())
                .filter(phase -> ScriptWriter.of(request, "mark")
                        .write(phase, "", Map.of())
                        .contains(secret))
                .toList();
    }
}
