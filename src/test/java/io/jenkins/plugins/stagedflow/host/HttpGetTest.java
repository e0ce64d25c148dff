package io.jenkins.plugins.stagedflow.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class HttpGetTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private HttpServer server;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/text", exchange -> answer(exchange, 200, "0123456789"));
        server.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            answer(exchange, 503, "later");
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", url("/text").toString());
            answer(exchange, 302, "");
        });
        server.start();
    }

    @After
    public void stop() {
        server.stop(0);
    }

    @Test
    public void shouldReturnStatusAndBody() throws Exception {
        HttpGet.Answer answer = get("/text", false).send(10);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("0123456789");
    }

    @Test
    public void shouldReadNoMoreThanAllowed() {
        assertThatThrownBy(() -> get("/text", false).send(9)).isInstanceOf(LimitedBody.TooLargeException.class);
    }

    @Test
    public void shouldReturnWhenToComeBack() throws Exception {
        assertThat(get("/busy", false).send(10))
                .returns(503, HttpGet.Answer::status)
                .returns("7", HttpGet.Answer::retryAfter);
    }

    @Test
    public void shouldGoElsewhereOnlyWhereAllowed() throws Exception {
        assertThat(get("/away", false).send(10).status()).isEqualTo(302);
        assertThat(get("/away", true).send(10).status()).isEqualTo(200);
    }

    @Test
    public void shouldSayWhenThereIsNoSuchHost() {
        HttpGet nowhere = new HttpGet(URI.create("http://nowhere.invalid/"), LIMIT, false, Optional.empty());

        assertThatThrownBy(() -> nowhere.send(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.invalid");
    }

    @Test
    public void shouldEndAtItsLimitAlsoWhenBytesTrickleIn() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (ServerSocket trickle = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> trickle(trickle, closed));
            peer.start();
            URI url = URI.create("http://127.0.0.1:" + trickle.getLocalPort() + "/");
            Instant start = Instant.now();

            assertThatThrownBy(() -> new HttpGet(url, Duration.ofMillis(400), false, Optional.empty()).send(100))
                    .isInstanceOf(HttpTimeoutException.class);

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
            // The connection goes with it: nobody goes on reading.
            closed.await();
            peer.join();
        }
    }

    @Test
    public void shouldEndWhenInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> new HttpGet(url, LIMIT, false, Optional.empty()).send(0))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    private static void trickle(ServerSocket server, CountDownLatch closed) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                socket.getOutputStream().write("X-More: 1\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            closed.countDown();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private HttpGet get(String path, boolean followsRedirects) {
        return new HttpGet(url(path), LIMIT, followsRedirects, Optional.empty());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
