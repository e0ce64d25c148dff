package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ParallelPushIT {
    private static final List<String> FOUR = List.of("base", "backend", "cert-generator", "frontend");

    @Rule
    public final RealRegistry registry = new RealRegistry();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final TemporaryFolder caches = new TemporaryFolder();

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

        new ParallelPush(host(), console, Timing.system())
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
        AtomicReference<Throwable> end = new AtomicReference<>();
        CountDownLatch uploading = new CountDownLatch(1);
        try (FaultProxy line = new FaultProxy(registry.name())) {
            line.always(request -> request.startsWith("P") && request.contains("/uploads/"), passing -> {
                uploading.countDown();
                Thread.sleep(60_000);
            });
            Thread pushing =
                    new Thread(() -> end.set(catchThrowable(() -> push(line.address(), List.of(image), "gzip"))));

            pushing.start();
            assertThat(uploading.await(30, TimeUnit.SECONDS)).isTrue();
            pushing.interrupt();
            pushing.join(30_000);
        }

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(registry.digest("backend", "sha-1234567")).isEmpty();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    public void shouldSendLayersThatImagesShareOnce() throws Exception {
        List<String> images = buildFour();
        try (FaultProxy line = new FaultProxy(registry.name())) {
            PushResult result = push(line.address(), images, "gzip");

            long manifests = line.count(request -> request.startsWith("PUT ") && request.contains("/manifests/"));
            assertThat(manifests).isEqualTo(4);
            long busybox = result.images().get("base").bytes() - 3_000;
            assertThat(line.bytesSent()).isBetween(busybox, busybox + 30_000);
            assertThat(line.count(request -> request.contains("mount="))).isEqualTo(3);
        }
        result(images).images().forEach((name, image) -> assertThat(image.digest())
                .isEqualTo(registry.digest(name, "sha-1234567")));
    }

    @Test
    public void shouldUploadToEachRepositoryWhereTheRegistryDeclinesMounts() throws Exception {
        List<String> images = buildFour();
        try (FaultProxy line = new FaultProxy(registry.name())) {
            line.always(request -> request.contains("mount="), FaultProxy.Fault.answer(202, ""));

            PushResult result = push(line.address(), images, "gzip");

            assertThat(result.images().values())
                    .allMatch(image -> image.status().equals("pushed"));
            assertThat(line.bytesSent())
                    .isGreaterThan(3 * result.images().get("base").bytes());
        }
    }

    @Test
    public void shouldAskOnceAnImageWhenEverythingIsThere() throws Exception {
        List<String> images = buildFour();
        push(registry.login("pusher"), images);
        try (FaultProxy line = new FaultProxy(registry.name())) {
            PushResult result = push(line.address(), images, "gzip");

            assertThat(result.images().values())
                    .allMatch(image -> image.status().equals("pushed"));
            assertThat(line.requests()).hasSize(8).allMatch(request -> request.startsWith("HEAD "));
        }
    }

    @Test
    public void shouldCompressNothingThatTheReplacedImageHas() throws Exception {
        String first = registry.build("backend", "sha-1234567", "first");
        push(registry.login("pusher"), List.of(first));
        String second = registry.build("backend", "sha-1234567", "second");
        caches.delete();
        try (FaultProxy line = new FaultProxy(registry.name())) {
            push(line.address(), List.of(second), "gzip");

            assertThat(line.bytesSent()).isLessThan(50_000);
        }
    }

    @Test
    public void shouldRunAfterAPullByDigestFromACleanEngine() throws Exception {
        String image = registry.build("backend", "sha-1234567", "backend");
        PushedImage pushed =
                push(registry.login("pusher"), List.of(image)).images().get("backend");
        registry.run("docker", "rmi", image).orFail("remove the image", "");
        String byDigest = registry.repository("backend") + "@" + pushed.digest();

        try (DockerConfig config = DockerConfig.temporary(registry.host(), registry.name(), registry.login("pusher"))) {
            String directory = config.directory().value();
            registry.run("docker", "--config", directory, "pull", "-q", byDigest)
                    .orFail("pull", "");
        }

        assertThat(registry.run("docker", "run", "--rm", byDigest, "/bin/busybox", "cat", "/text")
                        .orFail("run the image", "")
                        .output())
                .startsWith("backend\n");
        registry.run("docker", "rmi", byDigest);
    }

    @Test
    public void shouldCompressByZstdOnRequest() throws Exception {
        String image = registry.build("backend", "sha-1234567", "backend");

        push(registry.name(), List.of(image), "zstd");

        String reference = registry.repository("backend").tagged("sha-1234567").toString();
        assertThat(registry.crane("manifest", reference).output())
                .contains("application/vnd.oci.image.layer.v1.tar+zstd")
                .contains("application/vnd.oci.image.manifest.v1+json");
        assertThat(unpacked(registry.repository("backend").tagged("sha-1234567")))
                .isEqualTo(
                        registry.run("docker", "image", "inspect", "--format", "{{join .RootFS.Layers \"\\n\"}}", image)
                                .output()
                                .lines()
                                .toList());
    }

    /** Returns the digests of the layers as another program decompresses them. */
    private List<String> unpacked(ImageReference image) throws Exception {
        RegistryClient client = RegistryClient.forReading(registry.login("pusher"), Timing.system());
        List<String> digests = new ArrayList<>();
        for (JsonNode layer : new ObjectMapper()
                .readTree(client.manifest(image).orElseThrow().bytes())
                .path("layers")) {
            Path file = folder.newFile().toPath();
            Blob blob =
                    new Blob(layer.path("digest").asText(), layer.path("size").asLong());
            Files.write(file, client.blobs().read(image.repository(), blob));
            String sum = registry.run("sh", "-c", "zstd -dqc \"$1\" | sha256sum", "sh", file.toString())
                    .output();
            digests.add("sha256:" + sum.substring(0, 64));
        }
        return digests;
    }

    @Test
    public void shouldPushAnArchiveOfDockerSave() throws Exception {
        List<String> images = buildFour();
        List<String> save = new ArrayList<>(List.of("docker", "save", "-o", archive()));
        save.addAll(images);
        registry.run(save.toArray(String[]::new)).orFail("save", "");
        PushResult fromEngine = push(registry.login("pusher"), images);

        PushResult fromArchive = new ParallelPush(host(), console, Timing.system())
                .push(request(registry.login("pusher"))
                        .images(images)
                        .archive(archive())
                        .build());

        fromEngine.images().forEach((name, image) -> assertThat(
                        fromArchive.images().get(name).digest())
                .isEqualTo(image.digest()));
    }

    @Test
    public void shouldPushAnOciLayoutByteForByte() throws Exception {
        push(registry.login("pusher"), List.of(registry.build("backend", "sha-1234567", "backend")));
        String digest = registry.digest("backend", "sha-1234567");
        String layout = folder.getRoot().toPath().resolve("layout").toString();
        registry.crane("pull", "--format=oci", registry.repository("backend") + "@" + digest, layout)
                .orFail("pull", "");
        try (FaultProxy line = new FaultProxy(registry.name())) {
            PushResult result = new ParallelPush(host(), console, Timing.system())
                    .push(request(registry.login("pusher"))
                            .registry(line.address())
                            .image("whatever", "copy")
                            .ociLayout(layout)
                            .build());

            assertThat(result.images().get("copy").digest()).isEqualTo(digest);
        }
        assertThat(registry.digest("copy", "sha-1234567")).isEqualTo(digest);
    }

    @Test
    public void shouldPushTheArchivesThatOtherProgramsMake() throws Exception {
        String image = registry.build("backend", "sha-1234567", "backend");
        String digest = push(registry.login("pusher"), List.of(image))
                .images()
                .get("backend")
                .digest();
        String engine = registry.host().environment().get("DOCKER_HOST");
        String[] skopeo = {"skopeo", "copy", "--quiet", "--src-daemon-host", engine, "docker-daemon:" + image};
        String skopeos = folder.getRoot().toPath().resolve("skopeo.tar").toString();
        List<String> copy = new ArrayList<>(List.of(skopeo));
        copy.add("docker-archive:" + skopeos + ":" + image);
        registry.run(copy.toArray(String[]::new)).orFail("copy", "");
        String cranes = folder.getRoot().toPath().resolve("crane.tar").toString();
        String pushed = registry.repository("backend").tagged("sha-1234567").toString();
        registry.crane("pull", pushed, cranes).orFail("pull", "");

        assertThat(pushed(request(registry.login("pusher"))
                                .image(image, "of-skopeo")
                                .archive(skopeos))
                        .get("of-skopeo")
                        .digest())
                .isEqualTo(digest);
        assertThat(pushed(request(registry.login("pusher"))
                                .image(pushed, "of-crane")
                                .archive(cranes))
                        .get("of-crane")
                        .digest())
                .isEqualTo(digest);
    }

    @Test
    public void shouldPushAnArchiveOfAnEngineThatKeepsItsImagesCompressed() throws Exception {
        String image = registry.build("backend", "sha-1234567", "backend");
        for (String compression : List.of("gzip", "zstd")) {
            String digest = push(registry.name(), List.of(image), compression)
                    .images()
                    .get("backend")
                    .digest();
            Path layout = folder.newFolder().toPath();
            registry.crane("pull", "--format=oci", registry.repository("backend") + "@" + digest, layout.toString())
                    .orFail("pull", "");
            String index = new ContainerdArchive(layout).name(image);
            registry.run("tar", "-C", layout.toString(), "-cf", archive(), ".").orFail("pack", "");

            PushRequest.Builder copy = request(registry.login("pusher"))
                    .compression(compression)
                    .image(image, "copy")
                    .archive(archive());
            assertThat(pushed(copy).get("copy").digest()).isEqualTo(digest);

            PushRequest.Builder whole =
                    request(registry.login("pusher")).image(image, "whole").ociLayout(archive());
            assertThat(pushed(whole).get("whole").digest()).isEqualTo(index);
            assertThat(registry.crane("manifest", registry.repository("whole") + "@" + index)
                            .output())
                    .contains("attestation-manifest");
        }
    }

    private Map<String, PushedImage> pushed(PushRequest.Builder request) throws InterruptedException {
        return new ParallelPush(host(), console, Timing.system())
                .push(request.build())
                .images();
    }

    private String archive() {
        return folder.getRoot().toPath().resolve("images.tar").toString();
    }

    private PushResult result(List<String> images) throws InterruptedException {
        return push(registry.login("pusher"), images);
    }

    private PushResult push(String address, List<String> images, String compression) throws InterruptedException {
        return new ParallelPush(host(), console, Timing.system())
                .push(request(registry.login("pusher"))
                        .registry(address)
                        .compression(compression)
                        .images(images)
                        .build());
    }

    private static List<String> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(WorkDirectory.PREFIX))
                    .toList();
        }
    }

    private LocalHost host() {
        Map<String, String> environment = new HashMap<>(registry.host().environment());
        environment.put("XDG_CACHE_HOME", caches.getRoot().toString());
        return new LocalHost(folder.getRoot().toPath(), environment);
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
        return new ParallelPush(host(), console, Timing.system())
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
