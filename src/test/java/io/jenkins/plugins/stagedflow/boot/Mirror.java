package io.jenkins.plugins.stagedflow.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.rules.ExternalResource;

/** A download server that answers as each test wants it to. */
public final class Mirror extends ExternalResource {
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** Starts it. */
    public Mirror() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    @Override
    protected void after() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Serves the text. */
    public String text(String path, String text) {
        return answers(path, exchange -> answer(exchange, 200, text));
    }

    /** Refuses twice, then serves the text. */
    String busyTwice(String path, int status, String text) {
        AtomicInteger requests = new AtomicInteger();
        return answers(path, exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, requests.incrementAndGet() <= 2 ? status : 200, text);
        });
    }

    /** Breaks off within the text, every time. */
    String truncated(String path, String text) {
        return answers(path, exchange -> {
            exchange.sendResponseHeaders(200, text.length() + 100L);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    /** Takes the request and never answers. */
    String stalled(String path) {
        return answers(path, exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Returns host and port. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private String answers(String path, HttpHandler handler) {
        server.createContext(path, handler);
        return "http://" + address() + path;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
