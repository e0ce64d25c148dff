package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.promote.CranePromote;
import io.jenkins.plugins.stagedflow.promote.PromoteRequest;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/**
 * Registries of several kinds take what is pushed and promoted, and other programs read it back. The system property
 * {@code stagedflow.registry} names the program of one more, of distribution 3.
 */
@RunWith(Parameterized.class)
public class PushToRegistriesIT {
    private static final String TAG = "sha-1234567";

    @Rule
    public final RealRegistry engine = new RealRegistry();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final OwnRegistry registry;

    private final RecordingConsole console = new RecordingConsole();

    public PushToRegistriesIT(OwnRegistry registry) {
        this.registry = registry;
    }

    @Parameterized.Parameters(name = "{0}")
    public static List<OwnRegistry> registries() {
        List<OwnRegistry> all = new ArrayList<>(List.of(
                OwnRegistry.open(),
                OwnRegistry.withoutDelete(),
                OwnRegistry.withTokens(),
                OwnRegistry.withTls(),
                OwnRegistry.withReferrers()));
        String program = System.getProperty("stagedflow.registry", "");
        if (!program.isEmpty()) {
            all.add(OwnRegistry.ofProgram(program));
        }
        return all;
    }

    @Test
    public void shouldPushAndPromoteWithTheLoginOfDockerSoThatOthersReadItBack() throws Exception {
        List<String> images = Stream.of("one", "two")
                .map(name -> engine.build(name, TAG, name))
                .toList();
        LocalHost host = engine.host();
        try (DockerConfig config = DockerConfig.temporary(host, registry.name(), registry.login())) {
            LocalHost loggedIn = host(config);

            PushResult pushed = new ParallelPush(loggedIn, console, Timing.system())
                    .push(PushRequest.builder()
                            .registry(registry.name())
                            .namespace("team")
                            .tag(TAG)
                            .ca(ca())
                            .images(images)
                            .build());
            promote(loggedIn, pushed, "team");
            promote(loggedIn, pushed, "released");

            pushed.images().forEach((name, image) -> assertThat(
                            List.of("team/%s:" + TAG, "team/%s:latest", "released/%s:latest"))
                    .allSatisfy(target -> assertReadBack(target.formatted(name), image.digest())));
        }
        assertThat(console.lines()).noneMatch(line -> line.contains("docker itself pushes"));
    }

    private void promote(LocalHost host, PushResult pushed, String namespace) throws InterruptedException {
        Map<String, String> digests = new HashMap<>();
        pushed.images().forEach((name, image) -> digests.put(name, image.digest()));
        new CranePromote(host, console)
                .promote(PromoteRequest.builder()
                        .registry(registry.name())
                        .namespace("team")
                        .toNamespace(namespace)
                        .ca(ca())
                        .images(digests)
                        .build());
    }

    private void assertReadBack(String target, String digest) {
        String[] parts = target.split(":", 2);
        ImageReference image = registry.repository(parts[0]).tagged(parts[1]);
        assertThat(registry.digest(image)).isEqualTo(digest);
        // It reads all blobs; the same ones are behind both tags of a repository.
        if (parts[1].equals("latest")) {
            assertThat(registry.digestBySkopeo(image)).isEqualTo(digest);
        }
    }

    private String ca() {
        return registry.usesTls() ? "ca.pem" : "";
    }

    private LocalHost host(DockerConfig config) {
        Map<String, String> environment = new HashMap<>(engine.host().environment());
        environment.put(DockerConfig.VARIABLE, config.directory().value());
        environment.put("XDG_CACHE_HOME", folder.getRoot().toString());
        LocalHost host = new LocalHost(folder.getRoot().toPath(), environment);
        if (registry.usesTls()) {
            byte[] pem = registry.certificate().getBytes(StandardCharsets.UTF_8);
            host.files().write(host.directory().resolve("ca.pem"), pem, HostFiles.Access.OWNER);
        }
        return host;
    }
}
