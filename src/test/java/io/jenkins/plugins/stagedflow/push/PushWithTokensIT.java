package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.FaultProxy.Fault;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Pushes to a registry that wants tokens of a token server. */
public class PushWithTokensIT {
    private static final String TAG = "sha-1234567";

    @Rule
    public final RealRegistry engine = new RealRegistry();

    @Rule
    public final OwnRegistry registry = OwnRegistry.withTokens();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private final AtomicInteger tokensBefore = new AtomicInteger(Integer.MAX_VALUE);

    @Test
    public void shouldGoOnWithANewTokenWhenItsTokenExpiresDuringTheUpload() throws Exception {
        String image = engine.build("backend", TAG, "backend");
        // The registry grants a minute of leeway: these are good for five seconds.
        registry.tokensLastSeconds(-55);
        try (FaultProxy line = new FaultProxy(registry.name())) {
            line.next(
                    request -> request.matches("P(?:UT|ATCH) .*/uploads/.*"),
                    Fault.after(this::letTokensExpire, FaultProxy.Passing::on));

            PushedImage pushed = push(line.address(), image);

            assertThat(registry.tokenRequests().size())
                    .as("tokens after %s", line.requests())
                    .isGreaterThan(tokensBefore.get());
            assertThat(pushed.digest())
                    .isNotEmpty()
                    .isEqualTo(
                            registry.digest(registry.repository("team/backend").tagged(TAG)));
        }
    }

    private void letTokensExpire() {
        tokensBefore.set(registry.tokenRequests().size());
        try {
            Thread.sleep(6_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        registry.tokensLastSeconds(300);
    }

    private PushedImage push(String address, String image) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(engine.host().environment());
        environment.put("XDG_CACHE_HOME", folder.getRoot().toString());
        LocalHost host = new LocalHost(folder.getRoot().toPath(), environment);
        PushRequest request = PushRequest.builder()
                .registry(address)
                .namespace("team")
                .tag(TAG)
                .login(OwnRegistry.LOGIN)
                .images(List.of(image))
                .build();
        return new ParallelPush(host, console, Timing.system())
                .push(request)
                .images()
                .get("backend");
    }
}
