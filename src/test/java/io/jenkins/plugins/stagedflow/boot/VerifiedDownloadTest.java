package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.ManualTiming;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class VerifiedDownloadTest {
    private static final byte[] SCRIPT = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);

    private final ManualTiming time = new ManualTiming();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @Before
    public void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @After
    public void stopServer() {
        end.countDown();
        server.stop(0);
    }

    @Test
    public void shouldReturnWhatHasTheExpectedChecksum() throws Exception {
        serve(exchange -> answer(exchange, 200, SCRIPT));

        assertThat(fetch(Sha256.of(SCRIPT))).isEqualTo(SCRIPT);
    }

    @Test
    public void shouldWaitAsLongAsTheServerAsksAndTryAgain() throws Exception {
        serve(exchange -> {
            if (requests.get() == 1) {
                exchange.getResponseHeaders().add("Retry-After", "7");
                answer(exchange, 429, new byte[0]);
            } else {
                answer(exchange, requests.get() == 2 ? 503 : 200, SCRIPT);
            }
        });

        assertThat(fetch(Sha256.of(SCRIPT))).isEqualTo(SCRIPT);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    @Test
    public void shouldPassOverTwoFailuresOfTheServer() throws Exception {
        serve(exchange -> answer(exchange, requests.get() < 3 ? 503 : 200, requests.get() < 3 ? new byte[0] : SCRIPT));

        assertThat(fetch(Sha256.of(SCRIPT))).isEqualTo(SCRIPT);
        assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    public void shouldWaitUntilTheDateTheServerNames() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.timing().clock().instant().plusSeconds(20).atZone(ZoneOffset.UTC));
        serve(exchange -> busyOnce(exchange, date));

        assertThat(fetch(Sha256.of(SCRIPT))).isEqualTo(SCRIPT);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    public void shouldWaitAMinuteAtMostHoweverLongTheServerAsks() throws Exception {
        serve(exchange -> busyOnce(exchange, "3600"));

        assertThat(fetch(Sha256.of(SCRIPT))).isEqualTo(SCRIPT);
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    public void shouldNotWaitBeyondTheEndOfTheBoot() {
        serve(exchange -> busyOnce(exchange, "50"));

        assertThatThrownBy(() -> fetch("a".repeat(64), Duration.ofSeconds(40)))
                .hasMessageContaining("the server answered 429");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    public void shouldTryAgainWhenTheBodyEndsTooSoon() throws Exception {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, requests.get() == 1 ? SCRIPT.length + 5 : SCRIPT.length);
            exchange.getResponseBody().write(SCRIPT);
            exchange.close();
        });

        assertThat(fetch(Sha256.of(SCRIPT))).isEqualTo(SCRIPT);
        assertThat(requests).hasValue(2);
    }

    @Test
    public void shouldGiveUpAfterFourAttempts() {
        serve(exchange -> answer(exchange, 503, new byte[0]));

        assertThatThrownBy(() -> fetch("a".repeat(64)))
                .hasMessageContaining("fetch the k3s installer from " + url())
                .hasMessageContaining("503 (after 4 attempts)");
        assertThat(requests).hasValue(4);
    }

    @Test
    public void shouldNotAskAgainForWhatIsNotThere() {
        serve(exchange -> answer(exchange, 404, new byte[0]));

        assertThatThrownBy(() -> fetch("a".repeat(64))).hasMessageContaining("the server answered 404");
        assertThat(requests).hasValue(1);
    }

    @Test
    public void shouldRefuseWhatIsLongerThanAnInstallerIs() {
        serve(exchange -> answer(exchange, 200, new byte[1024 * 1024 + 1]));

        assertThatThrownBy(() -> fetch("a".repeat(64))).hasMessageContaining("larger than 1024 KiB");
        assertThat(requests).hasValue(1);
    }

    @Test
    public void shouldNotFollowARedirectFromALoopbackMirror() {
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            answer(exchange, 302, new byte[0]);
        });

        assertThatThrownBy(() -> fetch("a".repeat(64))).hasMessageContaining("the server answered 302");
    }

    @Test
    public void shouldGiveUpOnAServerThatStallsInTheMiddle() throws Exception {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(SCRIPT);
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        Fetched fetched = new FetchTask(URI.create(url()), Duration.ofSeconds(1), 1024).run(Console.silent());

        assertThat(fetched.succeeded()).isFalse();
        assertThat(fetched.problem()).isEqualTo("the server did not send it within 1 s");
        assertThat(fetched.canPass()).isFalse();
    }

    @Test
    public void shouldTryAgainWhenNobodyListens() {
        server.stop(0);

        assertThatThrownBy(() -> fetch("a".repeat(64))).hasMessageContaining("after 4 attempts");
    }

    @Test
    public void shouldShowUrlAndBothChecksumsWhenTheyDiffer() {
        serve(exchange -> answer(exchange, 200, SCRIPT));

        assertThatThrownBy(() -> fetch("a".repeat(64)))
                .hasMessageContaining(url())
                .hasMessageContaining("a".repeat(64))
                .hasMessageContaining(Sha256.of(SCRIPT));
    }

    private byte[] fetch(String sha256) throws InterruptedException {
        return fetch(sha256, Duration.ofMinutes(5));
    }

    private byte[] fetch(String sha256, Duration limit) throws InterruptedException {
        LocalHost host = new LocalHost(Path.of("/"), System.getenv());
        return new VerifiedDownload(host, Console.silent(), time.timing())
                .verified(
                        Download.installer(URI.create(url()), sha256),
                        time.timing().deadline(limit));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/install.sh";
    }

    private void serve(com.sun.net.httpserver.HttpHandler handler) {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            handler.handle(exchange);
        });
    }

    private void busyOnce(HttpExchange exchange, String retryAfter) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
        answer(exchange, requests.get() == 1 ? 429 : 200, requests.get() == 1 ? new byte[0] : SCRIPT);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
