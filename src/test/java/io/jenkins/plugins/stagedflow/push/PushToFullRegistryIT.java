package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A push to a real registry whose disk is full. */
public class PushToFullRegistryIT {
    private static final String TAG = "sha-1234567";

    @Rule
    public final RealRegistry engine = new RealRegistry();

    @Rule
    public final OwnRegistry registry = OwnRegistry.withDiskOf(300);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldSayThatTheDiskOfTheRegistryIsFull() {
        Map<String, String> environment = new HashMap<>(engine.host().environment());
        environment.put("XDG_CACHE_HOME", folder.getRoot().toString());
        LocalHost host = new LocalHost(folder.getRoot().toPath(), environment);
        PushRequest request = PushRequest.builder()
                .registry(registry.name())
                .namespace("team")
                .tag(TAG)
                .retries(0)
                .images(List.of(engine.build("backend", TAG, "backend")))
                .build();

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class,
                () -> new ParallelPush(host, new RecordingConsole(), Timing.system()).push(request));

        assertThat(failure)
                .hasMessageContaining("backend: ")
                .hasMessageContaining("answered 500 to ")
                .hasMessageContaining("UNKNOWN: unknown error");
        // It is not the registry that says so to its clients.
        assertThat(registry.log()).contains("no space left on device");
        assertThat(registry.digest(registry.repository("team/backend").tagged(TAG)))
                .isEmpty();
    }
}
