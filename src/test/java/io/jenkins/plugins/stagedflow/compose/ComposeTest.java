package io.jenkins.plugins.stagedflow.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ComposeTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldPreferThePluginOfDocker() throws Exception {
        program("docker", "echo 2.32.1");
        program("docker-compose", "echo 1.29.2");

        assertThat(ComposeProgram.find(host())).isEqualTo(new ComposeProgram(List.of("docker", "compose")));
    }

    @Test
    public void shouldTakeTheProgramOfItsOwnWhenDockerHasNoPlugin() throws Exception {
        program("docker", "echo \"docker: 'compose' is not a docker command\" >&2; exit 1");
        program("docker-compose", "echo v1.29.2");

        assertThat(ComposeProgram.find(host())).isEqualTo(new ComposeProgram(List.of("docker-compose")));
    }

    @Test
    public void shouldNotTakeAHelpTextForAVersion() throws Exception {
        program("docker", "echo 'Usage: docker [OPTIONS] COMMAND'");

        assertThatThrownBy(() -> ComposeProgram.find(host())).isInstanceOf(OperationFailedException.class);
    }

    @Test
    public void shouldSayWhatToInstallWhenThereIsNone() {
        assertThatThrownBy(() -> ComposeProgram.find(host()))
                .hasMessageContaining("docker-compose-plugin")
                .hasMessageContaining("docker-compose (Debian's)");
    }

    @Test
    public void shouldPutFilesNameAndProfilesBeforeTheCommand() {
        ComposeProject project = ComposeProject.in("stack")
                .composeFiles(List.of("compose.yaml", "/etc/more.yaml"))
                .projectName("sample")
                .profiles(List.of("full"))
                .imageTag("sha-1234567")
                .composeEnvironment(Map.of("REGISTRY", "localhost:5000"))
                .build();
        ComposeCommands compose = ComposeCommands.of(
                new ComposeProgram(List.of("docker", "compose")), project, new HostPath("/work/stack"));

        Command up = compose.with("DOCKER_CONFIG", "/login").up(List.of("web"));

        assertThat(up)
                .hasToString("docker compose --project-directory /work/stack -f /work/stack/compose.yaml"
                        + " -f /etc/more.yaml -p sample --profile full up -d --no-build web");
        assertThat(up.environment())
                .containsOnly(
                        Map.entry("IMAGE_TAG", "sha-1234567"),
                        Map.entry("REGISTRY", "localhost:5000"),
                        Map.entry("DOCKER_CONFIG", "/login"));
        assertThat(up.directory()).contains(new HostPath("/work/stack"));
        assertThat(compose.down()).asString().endsWith(" down -v --remove-orphans");
        assertThat(compose.check()).asString().endsWith(" config -q");
    }

    @Test
    public void shouldRefuseMalformedProjectsByName() {
        assertRefused(ComposeProject.in("."), builder -> builder.projectName("Not A Name"), "projectName");
        assertRefused(ComposeProject.in("."), builder -> builder.imageTag("x".repeat(200)), "imageTag");
        assertRefused(ComposeProject.in("."), builder -> builder.profiles(List.of("-x")), "profiles");
        assertRefused(ComposeProject.in("."), builder -> builder.composeFiles(List.of("a", "a")), "composeFiles");
        assertRefused(
                ComposeProject.in("."), builder -> builder.composeEnvironment(Map.of("A=B", "")), "composeEnvironment");
        assertRefused(ComposeProject.in(""), builder -> builder, "projectDirectory");
    }

    @Test
    public void shouldRefuseAProjectWhoseFilesAreMissing() throws Exception {
        assertThatThrownBy(() -> ComposeProject.in("nowhere").build().requireFiles(host()))
                .hasMessageContaining("projectDirectory: '" + file("nowhere") + "'");
        assertThatThrownBy(() -> ComposeProject.in(".").build().requireFiles(host()))
                .hasMessageContaining("composeFiles");
        Files.writeString(file("docker-compose.yml"), "services: {}");
        ComposeProject.in(".").build().requireFiles(host());
    }

    @Test
    public void shouldKnowTheServicesThatFilesDeclareThemselves() throws Exception {
        Files.writeString(file("compose.yaml"), "services:\n  web: {image: a}\n  db: {image: b}\n");
        Files.writeString(file("docker-compose.yml"), "services: {other: {image: c}}\n");
        Files.writeString(file("more.yaml"), "services: {mail: {image: d}}\n");
        ComposeProject both = ComposeProject.in(".")
                .composeFiles(List.of("compose.yaml", "more.yaml"))
                .build();

        assertThat(ComposeProject.in(".").build().surelyHas(host(), List.of("db", "web")))
                .isTrue();
        assertThat(ComposeProject.in(".").build().surelyHas(host(), List.of("other")))
                .isFalse();
        assertThat(both.surelyHas(host(), List.of("mail", "web"))).isTrue();
    }

    @Test
    public void shouldBeSureOfNoServiceWhereOnlyComposeCanTell() throws Exception {
        for (String text : List.of(
                "include: [web.yaml]\n",
                "services: {web: !reset null}\n",
                "services: [web\n",
                "- services\n",
                "",
                "services:\n")) {
            Files.writeString(file("compose.yaml"), text);

            assertThat(ComposeProject.in(".").build().surelyHas(host(), List.of("web")))
                    .as(text)
                    .isFalse();
        }
    }

    @Test
    public void shouldTellFailedContainersFromThoseThatAreDone() {
        List<ServiceState> states = Containers.parse("""
                [{"Name": "/p_web_1", "RestartCount": 2, "Config": {"Labels": {"com.docker.compose.service": "web"}},
                  "State": {"Status": "running", "ExitCode": 0, "Health": {"Status": "starting"}}},
                 {"Name": "/p_certs_1", "RestartCount": 0,
                  "Config": {"Labels": {"com.docker.compose.service": "certs"}},
                  "State": {"Status": "exited", "ExitCode": 0}},
                 {"Name": "/p_db_1", "RestartCount": 0, "Config": {"Labels": {"com.docker.compose.service": "db"}},
                  "State": {"Status": "exited", "ExitCode": 137, "OOMKilled": true}},
                 {"Name": "/p_api_1", "RestartCount": 0, "Config": {"Labels": {"com.docker.compose.service": "api"}},
                  "State": {"Status": "exited", "ExitCode": 137, "OOMKilled": false}},
                 {"Name": "/p_job_1", "RestartCount": 0, "Config": {"Labels": {"com.docker.compose.service": "job"}},
                  "State": {"Status": "created", "ExitCode": 128, "Error": "port is already allocated"}},
                 {"Name": "/p_app_1", "RestartCount": 3, "Config": {"Labels": {"com.docker.compose.service": "app"}},
                  "State": {"Status": "restarting", "ExitCode": 1}}]
                """);

        assertThat(states)
                .extracting(state -> state.service() + " " + state.description() + " " + state.failed())
                .containsExactly(
                        "api exited with status 137 (killed, perhaps for lack of memory) true",
                        "app is restarting after 3 restarts (last exit status 1) false",
                        "certs exited with status 0 false",
                        "db was killed for lack of memory true",
                        "job could not be started: port is already allocated true",
                        "web is running and starting after 2 restarts false");
    }

    private Host host() {
        return new LocalHost(
                folder.getRoot().toPath(), Map.of("PATH", file("bin") + ":" + folder.getRoot() + "/shell"));
    }

    private void program(String name, String script) throws IOException {
        Path shell = Files.createDirectories(file("shell"));
        for (String tool : List.of("sh", "sleep", "setsid")) {
            Path link = shell.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of("/usr/bin", tool));
            }
        }
        Path file = Files.createDirectories(file("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private static void assertRefused(
            ComposeProject.Builder builder,
            java.util.function.UnaryOperator<ComposeProject.Builder> change,
            String field) {
        assertThatThrownBy(() -> change.apply(builder).build())
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertThat(e.field())
                        .isEqualTo(field));
    }
}
