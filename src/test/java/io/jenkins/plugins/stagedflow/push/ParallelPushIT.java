package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ParallelPushIT {
    private static final List<String> FOUR = List.of("base", "backend", "cert-generator", "frontend");

    @Rule
    public final RealRegistry registry = new RealRegistry();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldPushFourImagesAtOnceAndReturnTheDigestsOfTheRegistry() throws Exception {
        PushResult result = push(registry.login("pusher"), buildFour());

        assertThat(result.skipped()).isFalse();
        assertThat(result.images()).containsOnlyKeys(FOUR);
        result.images().forEach((name, image) -> {
            assertThat(image.status()).isEqualTo("pushed");
            assertThat(image.reference())
                    .isEqualTo(registry.repository(name).tagged("sha-1234567").toString());
            assertThat(image.digest()).isNotEmpty().isEqualTo(registry.digest(name, "sha-1234567"));
            assertThat(image.bytes()).isGreaterThan(100_000);
            assertThat(image.attempts()).isEqualTo(1);
        });
        assertThat(console.lines()).anyMatch(line -> line.startsWith("[cert-generator] sha-1234567: digest: sha256:"));
    }

    @Test
    public void shouldPushTheSameAgainWithoutHarm() throws Exception {
        List<String> images = buildFour();

        PushResult first = push(registry.login("pusher"), images);
        PushResult second = push(registry.login("pusher"), images);

        assertThat(second.images().get("base").digest())
                .isEqualTo(first.images().get("base").digest());
    }

    @Test
    public void shouldFinishTheOtherThreeWhenOneMayNotBePushed() {
        List<String> images = buildFour();

        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> push(registry.login("partial"), images));

        assertThat(failure)
                .hasMessageContaining("push 1 of 4 images")
                .hasMessageContaining("frontend: ")
                .hasMessageContaining("403")
                .hasMessageContaining("requested access to the resource is denied")
                .hasMessageContaining("Pushed: base, backend, cert-generator");
        PushResult reached = (PushResult) failure.partialResult().orElseThrow();
        assertThat(reached.images().get("frontend").status()).isEqualTo("failed");
        assertThat(reached.images().get("base").digest()).isEqualTo(registry.digest("base", "sha-1234567"));
        assertThat(registry.digest("frontend", "sha-1234567")).isEmpty();
    }

    @Test
    public void shouldNameEveryImageForALoginThatMayOnlyRead() {
        String image = registry.build("backend", "sha-1234567", "backend");

        assertThatThrownBy(() -> push(registry.login("reader"), List.of(image)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("backend: ")
                .hasMessageContaining("DENIED");
    }

    @Test
    public void shouldSayWhenNameOrPasswordIsWrong() {
        String image = registry.build("backend", "sha-1234567", "backend");

        assertThatThrownBy(() -> push(new RegistryLogin("pusher", Secret.of("wrong-password")), List.of(image)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("wrong-password");
    }

    @Test
    public void shouldNameAMissingImageBeforeAnythingIsPushed() {
        String image = registry.build("backend", "sha-1234567", "backend");
        String missing = registry.namespace() + "/ghost";

        assertThatThrownBy(() -> push(registry.login("pusher"), List.of(image, missing)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(missing)
                .hasMessageContaining("Nothing was pushed");
        assertThat(registry.digest("backend", "sha-1234567")).isEmpty();
    }

    @Test
    public void shouldFindALocalImageWithoutATagByTheTagToPush() throws Exception {
        registry.build("backend", "sha-1234567", "this one");
        registry.build("backend", "latest", "not this one");

        PushResult result = push(registry.login("pusher"), List.of(registry.namespace() + "/backend"));

        String local = registry.namespace() + "/backend:sha-1234567";
        assertThat(configOf(result))
                .isEqualTo(registry.run("docker", "image", "inspect", "--format", "{{.Id}}", local)
                        .output()
                        .strip());
    }

    @Test
    public void shouldLeaveTheTagsOfTheEngineAsTheyWere() throws Exception {
        String image = registry.build("backend", "sha-1234567", "backend");
        String other = registry.build("other", "latest", "other");
        String taken = registry.repository("taken").tagged("sha-1234567").toString();
        registry.run("docker", "tag", other, taken).orFail("tag", "");

        new ParallelPush(registry.host(), console, Timing.system())
                .push(request(registry.login("pusher")).image(image, "taken").build());
        push(registry.login("pusher"), List.of(image));

        List<String> tags = registry.run("docker", "images", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}")
                .output()
                .lines()
                .filter(line -> line.contains(registry.namespace()))
                .toList();
        String id =
                tags.stream().filter(line -> line.startsWith(other)).findFirst().orElseThrow();
        assertThat(tags).hasSize(3).contains(taken + id.substring(id.indexOf(' ')));
    }

    @Test
    public void shouldLeaveNothingBehindWhenItIsInterrupted() throws Exception {
        String image = registry.build("backend", "sha-1234567", "backend");
        String remote = registry.repository("backend").tagged("sha-1234567").toString();
        LocalHost slow = hostWithDockerThatNeverEndsAPush();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread pushing = new Thread(() -> end.set(catchThrowable(() -> new ParallelPush(slow, console, Timing.system())
                .push(request(registry.login("pusher")).images(List.of(image)).build()))));

        pushing.start();
        await(() -> console.lines().stream().anyMatch(line -> line.startsWith("[backend] by ")));
        pushing.interrupt();
        pushing.join(30_000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(registry.run("docker", "image", "inspect", remote).isSuccess())
                .isFalse();
        String configuration = console.lines().get(1).replace("[backend] by ", "");
        assertThat(configuration).contains("staged-flow-docker-");
        assertThat(Path.of(configuration)).doesNotExist();
    }

    private LocalHost hostWithDockerThatNeverEndsAPush() throws IOException {
        Map<String, String> environment = new HashMap<>(registry.host().environment());
        Path program = folder.newFolder().toPath().resolve("docker");
        String usual = environment.get("PATH");
        Files.writeString(program, """
                #!/bin/sh
                PATH='%s'
                [ "$1" != push ] || { echo pushing; echo by "$DOCKER_CONFIG"; exec sleep 60; }
                exec docker "$@"
                """.formatted(usual));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        environment.put("PATH", program.getParent() + ":" + usual);
        return new LocalHost(folder.getRoot().toPath(), environment);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
    }

    private String configOf(PushResult result) {
        return registry.crane("manifest", result.images().get("backend").reference())
                .output()
                .replaceAll("(?s).*?\"config\".*?\"digest\"\\s*:\\s*\"([^\"]+)\".*", "$1")
                .strip();
    }

    private List<String> buildFour() {
        List<String> images = new ArrayList<>();
        FOUR.forEach(name -> images.add(registry.build(name, "sha-1234567", name)));
        return images;
    }

    private PushResult push(RegistryLogin login, List<String> images) throws InterruptedException {
        return new ParallelPush(registry.host(), console, Timing.system())
                .push(request(login).images(images).build());
    }

    private PushRequest.Builder request(RegistryLogin login) {
        return PushRequest.builder()
                .registry(registry.name())
                .namespace(registry.namespace())
                .tag("sha-1234567")
                .login(login);
    }
}
