package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Installs from a mirror on loopback a small program of Trivy's name. */
public class InstallTrivyTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer mirror;
    private Path cache;
    private Path archive;
    private volatile int firstStatus = 200;

    @Before
    public void startMirror() throws Exception {
        cache = folder.newFolder("cache").toPath();
        archive = archive("trivy", "#!/bin/sh\necho 'Version: 7.7.7'\n");
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/7.7.7/", exchange -> {
            int status = requests.incrementAndGet() == 1 ? firstStatus : 200;
            byte[] content = Files.readAllBytes(archive);
            exchange.sendResponseHeaders(status, status == 200 ? content.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        mirror.start();
    }

    @After
    public void stopMirror() {
        mirror.stop(0);
    }

    @Test
    public void shouldInstallWhereTheHostHasNone() throws Exception {
        LocalHost bare = new LocalHost(folder.newFolder().toPath(), Map.of("PATH", "/usr/bin:/bin"));
        HostPath work = new HostPath(folder.newFolder().toString());
        ScanCache kept = new ScanCache(bare, new HostPath(cache.toString()));

        Trivy first = Trivy.find(bare, program(sum()), kept, work, Console.silent());
        Trivy second = Trivy.find(bare, program(sum()), kept, work, Console.silent());

        assertThat(first.program()).isEqualTo(second.program()).startsWith(cache + "/trivy-7.7.7-");
        assertThat(requests).hasValue(1);
        assertThat(Path.of(first.program()).getParent()).isDirectoryNotContaining("glob:**/new-*");
    }

    @Test
    public void shouldNotUseAProgramOfAnotherVersionThanItsArchiveIsSaidToHave() throws Exception {
        LocalHost bare = new LocalHost(folder.newFolder().toPath(), Map.of("PATH", "/usr/bin:/bin"));
        archive = archive("trivy", "#!/bin/sh\necho 'Version: 6.6.6'\n");

        assertThatThrownBy(() -> Trivy.find(
                        bare,
                        program(sum()),
                        new ScanCache(bare, new HostPath(cache.toString())),
                        new HostPath("/tmp"),
                        Console.silent()))
                .hasMessageContaining("use Trivy 7.7.7")
                .hasMessageContaining("version '6.6.6'");
    }

    @Test
    public void shouldInstallOnceForManyThatWantIt() throws Exception {
        Map<String, ParallelWork.Work<String>> work = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            work.put("scan " + i, () -> install(sum()));
        }

        assertThat(ParallelWork.run(work, 6).values())
                .allSatisfy(outcome -> assertThat(outcome.value()).isPresent());
        assertThat(requests).hasValue(1);
    }

    @Test
    public void shouldNotInstallAnythingButWhatIsExpected() {
        assertThatThrownBy(() -> install("b".repeat(64)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("install Trivy 7.7.7 from http://127.0.0.1:")
                .hasMessageContaining("its SHA-256 is " + sum() + ", but " + "b".repeat(64) + " was expected")
                .hasMessageContaining("so it was not installed");
        assertThat(cache).isDirectoryNotContaining("glob:**/trivy-*/trivy");
    }

    @Test
    public void shouldTryAgainWhenTheMirrorIsBusy() throws Exception {
        firstStatus = 429;

        assertThat(Path.of(install(sum()))).isExecutable();
        assertThat(requests).hasValue(2);
    }

    @Test
    public void shouldSayThatTheMirrorHasNone() {
        firstStatus = 404;

        assertThatThrownBy(() -> install(sum()))
                .hasMessageContaining("the server answered 404")
                .hasMessageContaining("trivyUrl");
        assertThat(requests).hasValue(1);
    }

    @Test
    public void shouldSayThatTheArchiveHoldsNoTrivy() throws Exception {
        archive = archive("README.md", "hello");

        assertThatThrownBy(() -> install(sum())).hasMessageContaining("the archive has no file 'trivy'");
    }

    private String install(String sum) throws InterruptedException {
        return new InstallTrivy(program(sum), new HostPath(cache.toString())).run(Console.silent());
    }

    private TrivyProgram program(String sum) {
        String url = "http://127.0.0.1:" + mirror.getAddress().getPort() + "/{version}/trivy-{architecture}.tar.gz";
        return new TrivyProgram("7.7.7", url, sum);
    }

    private String sum() {
        try {
            return ChecksumFile.sum(archive);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // As releases have it: other files before the program.
    private Path archive(String name, String content) throws Exception {
        Path directory = folder.newFolder().toPath();
        Files.writeString(directory.resolve("LICENSE"), "x".repeat(1000));
        Files.writeString(directory.resolve(name), content);
        Path file = folder.getRoot().toPath().resolve("archive-" + name + content.hashCode() + ".tar.gz");
        int status = new ProcessBuilder("tar", "-czf", file.toString(), "-C", directory.toString(), "LICENSE", name)
                .start()
                .waitFor();
        assertThat(status).isZero();
        return file;
    }
}
