package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.compose.ComposeProgram;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BootStateTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ComposeProject project = ComposeProject.in(".").build();
    private BootState state;

    @Before
    public void prepareHost() throws Exception {
        Path docker = folder.newFolder("bin").toPath().resolve("docker");
        Files.writeString(docker, "#!/bin/sh\necho asked >>" + file("asked") + "\necho 2.40.3\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        LocalHost host = new LocalHost(
                folder.getRoot().toPath(), Map.of("PATH", docker.getParent() + ":" + System.getenv("PATH")));
        state = new BootState(host, "state", Timing.system());
        state.begin("request");
    }

    @Test
    public void shouldNotAskForTheComposeProgramThatTheBootHasFound() throws Exception {
        ComposeProgram found = new ComposeProgram(List.of("docker-compose"));
        state.remember(found);

        assertThat(state.compose(project).program()).isEqualTo(found);
        assertThat(file("asked")).doesNotExist();
    }

    @Test
    public void shouldAskForTheComposeProgramWhereNoneIsKnown() throws Exception {
        assertThat(state.compose(project).program().text()).isEqualTo("docker compose");
        assertThat(file("asked")).exists();
    }

    @Test
    public void shouldCallNothingThatIsNoComposeProgram() throws Exception {
        Files.writeString(file("state/compose.program"), "/tmp/other --anything");

        assertThat(state.compose(project).program().text()).isEqualTo("docker compose");
    }

    @Test
    public void shouldForgetTheComposeProgramWithTheRest() throws Exception {
        state.remember(new ComposeProgram(List.of("docker-compose")));

        state.clear();
        state.removeIfEmpty();

        assertThat(file("state")).doesNotExist();
    }

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }
}
