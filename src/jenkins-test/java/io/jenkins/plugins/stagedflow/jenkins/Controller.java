package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Jenkins in a process of its own, which can be killed as by a power cut, and started again. */
final class Controller implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(3);
    private static final List<String> OPTIONS = List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.io=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.util=ALL-UNNAMED");

    private final Path directory;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private Process process;
    private int starts;

    /** Creates one that keeps everything in the directory, where FlowController finds its settings. */
    Controller(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    Path home() {
        return directory.resolve("home");
    }

    /** Starts it, and returns when it is up. */
    void start() throws IOException, InterruptedException {
        Path log = directory.resolve("controller-" + ++starts + ".log");
        Path arguments = directory.resolve("arguments");
        String quoted = System.getProperty("java.class.path").replace("\\", "\\\\");
        Files.writeString(
                arguments,
                String.join("\n", OPTIONS) + "\n-DbuildDirectory=" + System.getProperty("buildDirectory")
                        + "\n-cp \"" + quoted + "\"\n"
                        + FlowController.class.getName() + "\n" + directory + "\n" + port + "\n");
        process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "@" + arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Timing timing = Timing.system();
        timing.poll(timing.deadline(TO_START), Backoff.WATCHING, () -> {
            assertThat(process.isAlive()).as("the controller runs; its log is " + log).isTrue();
            return contains(log, FlowController.UP) ? Optional.of(true) : Optional.empty();
        }).orElseThrow(() -> new AssertionError("The controller did not start; its log is " + log));
    }

    /** Ends it as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it in good order. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it stops").isTrue();
    }

    /** Returns what it answers to a GET of the path. */
    String get(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/jenkins/" + path))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
