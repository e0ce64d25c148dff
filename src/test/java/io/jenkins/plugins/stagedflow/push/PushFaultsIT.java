package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.FaultProxy.Fault;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What networks, registries and engines do to pushes. */
public class PushFaultsIT {
    private static final Predicate<String> UPLOAD = request -> request.matches("P(?:UT|ATCH) .*/uploads/.*");
    private static final Predicate<String> MANIFEST = request -> request.matches("PUT .*/manifests/.*");
    private static final String TAG = "sha-1234567";

    @Rule
    public final RealRegistry registry = new RealRegistry();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private FaultProxy line;
    private EngineLine engine;

    @Before
    public void connect() throws IOException {
        line = new FaultProxy(registry.name());
        engine = new EngineLine(registry.host().environment().get("DOCKER_HOST"));
    }

    @After
    public void leaveNothingBehind() throws IOException {
        line.close();
        engine.close();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.startsWith(WorkDirectory.PREFIX));
        }
    }

    @Test
    public void shouldSurviveAResetInTheMiddleOfALayer() throws Exception {
        line.next(UPLOAD, Fault.breakAfter(100_000));

        assertPushed(push("backend"));
    }

    @Test
    public void shouldSurviveThatTheRegistryIsIllOrBusyForAMoment() throws Exception {
        line.next(MANIFEST, Fault.answer(500, "")).next(UPLOAD, Fault.answer(429, "", "Retry-After", "1"));

        assertPushed(push("backend"));
    }

    @Test
    public void shouldSurviveARegistryThatIsGoneForFiveSeconds() throws Exception {
        line.next(UPLOAD, Fault.after(this::goneForFiveSeconds, passing -> {}));

        assertPushed(push("backend"));
    }

    @Test
    public void shouldFetchANewTokenInTheMiddleOfAnUpload() throws Exception {
        String challenge = "Bearer realm=\"http://%s/token\",service=\"s\"".formatted(line.address());
        line.next(UPLOAD, Fault.answer(401, "", "WWW-Authenticate", challenge))
                .next(request -> request.startsWith("GET /token"), Fault.answer(200, "{\"token\":\"t\"}"));

        assertPushed(push("backend"));
        assertThat(line.count(request -> request.startsWith("GET /token") && request.contains("pull%2Cpush")))
                .isOne();
    }

    @Test
    public void shouldNameTheOneOfFourThatTheLoginIsRefusedFor() {
        line.always(
                request -> request.contains("/frontend/"),
                Fault.answer(401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"not for you\"}]}"));

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class, () -> push("base", "backend", "cert-generator", "frontend"));

        assertThat(failure)
                .hasMessageContaining("push 1 of 4 images")
                .hasMessageContaining("frontend: ")
                .hasMessageContaining("not for you")
                .hasMessageContaining("Pushed: base, backend, cert-generator");
    }

    @Test
    public void shouldSayThatTheRegistryHasNoRoom() {
        line.always(
                UPLOAD,
                Fault.answer(507, "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"no space left on device\"}]}"));

        assertThat(failure("backend"))
                .hasMessageContaining("507")
                .hasMessageContaining("no space left on device")
                .hasMessageNotContaining("Pushed:");
        assertThat(registry.digest("backend", TAG)).isEmpty();
    }

    @Test
    public void shouldSayWhenBytesArriveDamagedEachTime() {
        line.always(UPLOAD, Fault.damage(1_000));

        assertThat(failure("backend")).hasMessageContaining("DIGEST_INVALID");
        assertThat(registry.digest("backend", TAG)).isEmpty();
    }

    @Test
    public void shouldSayWhenTheManifestIsRefusedEachTime() {
        line.always(MANIFEST, Fault.answer(400, "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"no\"}]}"));

        assertThat(failure("backend")).hasMessageContaining("MANIFEST_INVALID: no");
    }

    @Test
    public void shouldSayWhenTheEngineDiesInTheMiddleOfTheExport() {
        engine.cutAt(500_000);

        assertThat(failure("backend"))
                .hasMessageContaining("backend: ")
                .hasMessageContaining("the connection to the Docker Engine broke");
        assertThat(registry.digest("backend", TAG)).isEmpty();
    }

    @Test
    public void shouldNotWaitForAnEngineThatStopsInTheMiddleOfTheExport() {
        engine.stallAt(500_000, request -> request.startsWith("GET /images/get"));

        assertThat(hung("base", "backend"))
                .hasMessageContaining("push 2 of 2 images")
                .hasMessageContaining("the Docker Engine sent nothing for 2 s: see whether it hangs");
        assertThat(registry.digest("backend", TAG)).isEmpty();
    }

    @Test
    public void shouldNotWaitForAnEngineThatAnswersNothing() {
        engine.stallAt(0, request -> request.endsWith("/json"));

        assertThat(hung("backend"))
                .hasMessageContaining("look for the image ")
                .hasMessageContaining("the Docker Engine sent nothing for 1 s")
                .hasMessageContaining("Nothing was pushed");

        engine.stallAt(0, request -> request.equals("GET /info"));

        assertThat(hung("backend"))
                .hasMessageContaining("the Docker Engine sent nothing for 1 s")
                .hasMessageContaining("Nothing was pushed");
        assertThat(line.requests()).isEmpty();
    }

    @Test
    public void shouldNotPushALayerThatIsDamagedWhereItComesFrom() {
        engine.damageAt(500_000);

        assertThat(failure("backend")).hasMessageContaining("it is damaged where it comes from");
        assertThat(registry.digest("backend", TAG)).isEmpty();
    }

    @Test
    public void shouldNotPushABlobOfALayoutThatIsNotWhatItIsCalled() throws Exception {
        assertPushed(push("backend"));
        Path layout = folder.getRoot().toPath().resolve("layout");
        registry.crane(
                        "pull",
                        "--format=oci",
                        registry.repository("backend").tagged(TAG).toString(),
                        layout.toString())
                .orFail("pull", "");
        damageLargest(layout.resolve("blobs/sha256"));

        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class, () -> new ParallelPush(host(), console, Timing.system())
                        .push(request()
                                .image("any", "copy")
                                .ociLayout(layout.toString())
                                .build()));

        assertThat(failure).hasMessageContaining("it is damaged where it comes from");
        assertThat(registry.digest("copy", TAG)).isEmpty();
    }

    @Test
    public void shouldLeaveThePushToDockerWhereItsApiCannotBeReached() throws Exception {
        Map<String, String> environment = new HashMap<>(host().environment());
        Path program = folder.newFolder().toPath().resolve("docker");
        String usual = environment.get("PATH");
        Files.writeString(
                program, """
                #!/bin/sh
                PATH='%s' DOCKER_HOST='%s' exec docker "$@"
                """.formatted(usual, registry.host().environment().get("DOCKER_HOST")));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        environment.put("PATH", program.getParent() + ":" + usual);
        environment.put("DOCKER_HOST", "ssh://nobody@127.0.0.1");
        String image = registry.build("backend", TAG, "backend");

        PushResult result = new ParallelPush(
                        new LocalHost(folder.getRoot().toPath(), environment), console, Timing.system())
                .push(request().registry(registry.name()).images(List.of(image)).build());

        assertPushed(result);
        assertThat(console.lines()).anyMatch(text -> text.contains("docker itself pushes"));
    }

    private void goneForFiveSeconds() {
        line.down(true);
        Thread back = new Thread(() -> {
            try {
                Thread.sleep(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            line.down(false);
        });
        back.setDaemon(true);
        back.start();
    }

    private void assertPushed(PushResult result) {
        result.images()
                .forEach(
                        (name, image) -> assertThat(image.digest()).isNotEmpty().isEqualTo(registry.digest(name, TAG)));
    }

    private OperationFailedException failure(String name) {
        return catchThrowableOfType(OperationFailedException.class, () -> push(name));
    }

    private OperationFailedException hung(String... names) {
        EnginePatience patience = new EnginePatience(Duration.ofSeconds(1), Duration.ofSeconds(2));
        PushRequest request = request().images(built(names)).build();
        return catchThrowableOfType(
                OperationFailedException.class,
                () -> new ParallelPush(host(), console, Timing.system(), patience).push(request));
    }

    private PushResult push(String... names) throws InterruptedException {
        return new ParallelPush(host(), console, Timing.system())
                .push(request().images(built(names)).build());
    }

    private List<String> built(String... names) {
        return Stream.of(names).map(name -> registry.build(name, TAG, name)).toList();
    }

    private PushRequest.Builder request() {
        return PushRequest.builder()
                .registry(line.address())
                .namespace(registry.namespace())
                .tag(TAG)
                .retries(1)
                .login(registry.login("pusher"));
    }

    private LocalHost host() {
        Map<String, String> environment = new HashMap<>(registry.host().environment());
        environment.put("XDG_CACHE_HOME", folder.getRoot().toString());
        environment.put("DOCKER_HOST", engine.address());
        return new LocalHost(folder.getRoot().toPath(), environment);
    }

    private static void damageLargest(Path blobs) throws IOException {
        try (Stream<Path> files = Files.list(blobs)) {
            Path largest = files.max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
            byte[] content = Files.readAllBytes(largest);
            content[content.length / 2] ^= 1;
            Files.write(largest, content);
        }
    }
}
