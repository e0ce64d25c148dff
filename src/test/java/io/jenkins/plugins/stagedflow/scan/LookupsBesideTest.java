package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The registry is asked for the images while Trivy and its databases are made ready. */
public class LookupsBesideTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final RecordingConsole console = new RecordingConsole();
    private HttpServer registry;
    private Path workspace;
    private Path bin;
    private Path asked;

    @Before
    public void startRegistry() throws Exception {
        workspace = folder.newFolder("workspace").toPath();
        bin = folder.newFolder("bin").toPath();
        asked = folder.getRoot().toPath().resolve("asked");
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        registry.setExecutor(threads);
        registry.createContext("/", exchange -> {
            Files.writeString(asked, "");
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        registry.start();
    }

    @After
    public void stopRegistry() {
        answer.countDown();
        registry.stop(0);
        threads.shutdownNow();
    }

    @Test
    public void shouldAskTheRegistryWhileTrivyTellsItsVersion() throws Exception {
        answer.countDown();
        // It does not tell it before the registry was asked.
        trivy("tries=0; until [ -e '" + asked + "' ]; do tries=$((tries + 1)); [ $tries -lt 250 ] || exit 1;"
                + " sleep 0.1; done; echo 'Version: 0.68.2'");

        assertThat(failure()).hasMessageContaining("app: could not be scanned").hasMessageContaining("no such image");
    }

    @Test
    public void shouldTellTheWrongTrivyFirstAndAskNoLonger() throws Exception {
        trivy("until [ -e '" + asked + "' ]; do sleep 0.1; done; echo 'Version: 0.1.0'");

        assertThat(failure())
                .hasMessageContaining("use Trivy 0.68.2")
                .hasMessageContaining("the host has version '0.1.0'");
        assertThat(answer.getCount()).isEqualTo(1);
        assertNothingGoesOn();
    }

    @Test
    public void shouldTellTheMissingDatabaseBeforeAnImage() throws Exception {
        answer.countDown();
        trivy("echo 'Version: 0.68.2'");

        OperationFailedException failure =
                failure(DatabaseOptions.usual().keptIn("cache").in("nowhere"), "vuln");

        assertThat(failure)
                .hasMessageContaining("use Trivy's vulnerability database")
                .hasMessageContaining("missing");
        assertThat(failure.getMessage()).doesNotContain("no such image");
        assertNothingGoesOn();
    }

    private void assertNothingGoesOn() throws Exception {
        assertThat(workspace.resolve("cache")).isEmptyDirectory();
        assertThat(Thread.getAllStackTraces().values().stream()
                        .map(Arrays::toString)
                        .filter(trace -> trace.contains("LayerLookup")))
                .isEmpty();
    }

    private OperationFailedException failure() {
        return failure(DatabaseOptions.usual().keptIn("cache"), "secret");
    }

    private OperationFailedException failure(DatabaseOptions databases, String scanner) {
        ScanRequest request = ScanRequest.builder()
                .image("app", "localhost:" + registry.getAddress().getPort() + "/demo/app:1")
                .scanners(List.of(scanner))
                .databases(databases)
                .build();
        LocalHost host = new LocalHost(workspace, Map.of("PATH", bin + ":/usr/bin:/bin"));
        return catchThrowableOfType(
                OperationFailedException.class, () -> new TrivyScan(host, console, Timing.system()).scan(request));
    }

    private void trivy(String version) throws Exception {
        Path program = Files.writeString(bin.resolve("trivy"), "#!/bin/sh\n" + version + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
