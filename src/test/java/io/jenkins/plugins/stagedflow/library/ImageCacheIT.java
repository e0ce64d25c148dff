package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The script behind {@code cachedImage}, on the real Docker Engine. */
public class ImageCacheIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final String image = "staged-flow-test/cached-" + System.nanoTime() + ":1";
    private final Map<String, String> environment = new HashMap<>();
    private Host host;
    private Path work;
    private Path cache;

    @Before
    public void buildAnImage() throws Exception {
        work = folder.newFolder("work").toPath();
        cache = folder.getRoot().toPath().resolve("cache");
        host = Services.running().host(work);
        environment.put("CACHE_IMAGE", image);
        environment.put("CACHE_FILES", "Dockerfile\ncontent");
        environment.put("CACHE_DIRECTORY", cache.toString());
        environment.put("CACHE_KEEP", "2");
        write("Dockerfile", "FROM scratch\nCOPY content /content\n");
        write("content", "one " + image);
        build();
    }

    @After
    public void removeTheImage() throws Exception {
        docker("image", "rm", "--force", image);
    }

    @Test
    public void shouldBringBackWhatWasKeptForTheSameFiles() throws Exception {
        assertThat(cache("load")).isEqualTo(1);
        String built = id();
        assertThat(cache("save")).isZero();
        removeTheImage();

        assertThat(cache("load")).isZero();
        assertThat(id()).isEqualTo(built);
        assertThat(cache("load")).as("loaded before, and still there").isZero();
        assertThat(docker("image", "ls", "--quiet", "staged-flow-cache/*").output())
                .as("marks that nobody needs any more")
                .isEmpty();
    }

    @Test
    public void shouldBuildWhereAFileChanged() throws Exception {
        cache("save");
        write("content", "two");

        assertThat(cache("load")).isEqualTo(1);
    }

    @Test
    public void shouldThrowADamagedTarballAway() throws Exception {
        cache("save");
        removeTheImage();
        Path tarball = tarballs().get(0);
        byte[] bytes = Files.readAllBytes(tarball);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(tarball, bytes);

        assertThat(cache("load")).isEqualTo(1);
        assertThat(tarballs()).isEmpty();
    }

    @Test
    public void shouldKeepTheTarballWhereTheEngineDoesNotAnswer() throws Exception {
        cache("save");
        Map<String, String> nowhere = new HashMap<>(host.environment());
        nowhere.put("DOCKER_HOST", "unix://" + folder.getRoot() + "/no-engine");
        host = new LocalHost(work, nowhere);

        assertThat(cache("load")).isEqualTo(1);
        assertThat(cache("save")).isZero();
        assertThat(tarballs()).hasSize(1);
        host = Services.running().host(work);
    }

    @Test
    public void shouldServeSeveralRunsAtOnce() throws Exception {
        cache("save");
        removeTheImage();
        Map<String, ParallelWork.Work<Integer>> runs = new HashMap<>();
        for (int run = 0; run < 6; run++) {
            runs.put("run " + run, () -> cache("load"));
        }

        ParallelWork.run(runs, runs.size())
                .forEach((name, status) -> assertThat(status.get()).as(name).isZero());
        assertThat(tarballs()).hasSize(1);
    }

    @Test
    public void shouldKeepTheNewestOnly() throws Exception {
        for (String content : List.of("a", "b", "c")) {
            write("content", content);
            build();
            assertThat(cache("save")).isZero();
        }

        assertThat(tarballs()).hasSize(2);
        assertThat(cache("load")).isZero();
    }

    private int cache(String action) throws InterruptedException {
        Command.Builder command = Command.of(
                "sh", Path.of("library/resources/stagedflow/image-cache.sh").toAbsolutePath() + "");
        environment.forEach(command::environment);
        return host.run(command.environment("CACHE_ACTION", action).build(), new RecordingConsole())
                .exitCode();
    }

    private void build() throws InterruptedException {
        docker("build", "--quiet", "--tag", image, ".").orFail("build the image", "");
    }

    private String id() throws InterruptedException {
        return docker("image", "inspect", "--format", "{{.Id}}", image).output().strip();
    }

    private CommandResult docker(String... arguments) throws InterruptedException {
        return host.run(
                Command.of("docker", arguments)
                        .environment("DOCKER_BUILDKIT", "0")
                        .captured()
                        .build(),
                new RecordingConsole());
    }

    private List<Path> tarballs() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".zst")).toList();
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(work.resolve(name), content);
    }
}
