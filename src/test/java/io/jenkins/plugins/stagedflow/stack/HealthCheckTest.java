package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import org.junit.After;
import org.junit.Test;

public class HealthCheckTest {
    private final RecordingConsole console = new RecordingConsole();
    private final Progress progress = new Progress(new Stopwatch(Clock.systemUTC()));
    private final List<HttpServer> servers = new ArrayList<>();
    private final long start = System.nanoTime();

    @After
    public void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    public void shouldNoticeAtOnceThatAServiceHasComeUp() throws Exception {
        int port = freePort();
        Thread later = new Thread(() -> sleepThen(2_000, () -> serve(port, millis -> 200)));
        later.start();

        await(HealthProbe.of("web", "http://127.0.0.1:" + port + "/"));

        long late = millis() - 2_000;
        System.out.println("a service that came up after 2 s was seen " + late + " ms later");
        // The wait is at most 70 ms by then; the rest is for a loaded machine.
        assertThat(late).isBetween(-50L, 500L);
    }

    @Test
    public void shouldNotWaitForAConnectionThatIsNeverAnswered() throws Exception {
        int port = freePort();
        serve(port, millis -> millis < 2_000 ? 0 : 200);

        await(HealthProbe.of("web", "http://127.0.0.1:" + port + "/"));

        long late = millis() - 2_000;
        System.out.println("a service that answered nothing for 2 s was seen " + late + " ms later");
        assertThat(late).isBetween(-50L, 1_500L);
    }

    @Test
    public void shouldNoticeWhenHealthGoesBeforeTheOthersHaveCome() throws Exception {
        String early = serve(freePort(), millis -> millis < 1_000 ? 200 : 503);
        String late = serve(freePort(), millis -> millis < 2_000 ? 503 : 200);

        assertThatThrownBy(() -> await(
                        HealthProbe.of("early", early).within(Duration.ofSeconds(4)), HealthProbe.of("late", late)))
                .hasMessageContaining("early at " + early + " answered with status 200 after 0.")
                .hasMessageContaining("and not any more at its limit of 4 s: the last answer had status 503");

        assertThat(console.text()).contains("early was healthy and is not any more");
        assertThat(progress.unproved(List.of(HealthProbe.of("early", early), HealthProbe.of("late", late))))
                .containsExactly("early");
    }

    @Test
    public void shouldBeContentWhenHealthComesBack() throws Exception {
        String early = serve(freePort(), millis -> millis < 1_000 || millis > 3_000 ? 200 : 503);
        String late = serve(freePort(), millis -> millis < 2_000 ? 503 : 200);

        await(HealthProbe.of("early", early), HealthProbe.of("late", late));

        assertThat(millis()).isGreaterThanOrEqualTo(3_000);
        assertThat(progress.result(List.of(), List.of(HealthProbe.of("early", early)))
                        .health())
                .hasSize(1);
    }

    private void await(HealthProbe... probes) throws InterruptedException {
        new HealthCheck(new LocalHost(Path.of("/"), Map.of()), console, Timing.system(), progress)
                .await(List.of(probes));
    }

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    /** Serves the status the time asks for; with 0 the connection is taken and never answered. */
    private String serve(int port, IntUnaryOperator statusAt) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> {
                int status = statusAt.applyAsInt((int) millis());
                if (status != 0) {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                }
            });
            server.start();
            servers.add(server);
            return "http://127.0.0.1:" + port + "/";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void sleepThen(long until, Runnable work) {
        try {
            Thread.sleep(Math.max(0, until - millis()));
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
