package io.jenkins.plugins.stagedflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Stands before an HTTP server on loopback and holds one request: before the server sees it, or its answer. */
public final class StallingProxy implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "host", "content-length", "transfer-encoding", "expect", "upgrade", "http2-settings");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String target;
    private volatile Hold hold = new Hold(request -> false, true);

    /** Stands before the server of that host and port. */
    public StallingProxy(String hostAndPort) throws IOException {
        target = hostAndPort;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns host and port to ask instead. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Holds the first request, as "METHOD /path", before the server sees it. */
    public Hold holdRequest(Predicate<String> which) {
        hold = new Hold(which, true);
        return hold;
    }

    /** Holds the answer to the first request: the server has done it by then. */
    public Hold holdAnswer(Predicate<String> which) {
        hold = new Hold(which, false);
        return hold;
    }

    /** Passes everything on again. */
    public void release() {
        hold.let(0);
        hold = new Hold(request -> false, true);
    }

    /** Is gone from now on, as after a power cut. */
    public void vanish() {
        release();
        if (!threads.isShutdown()) {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Override
    public void close() {
        vanish();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Hold now = hold;
        boolean held = now.matches(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (held && now.before && now.reached() > 0) {
                exchange.sendResponseHeaders(now.status, -1);
                return;
            }
            HttpResponse<byte[]> answer = passOn(exchange, body);
            if (held && !now.before && now.reached() > 0) {
                exchange.sendResponseHeaders(now.status, -1);
                return;
            }
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT)) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, List.copyOf(values));
                }
            });
            boolean empty =
                    answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A request that is held. */
    public static final class Hold {
        private final Predicate<String> which;
        private final boolean before;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch let = new CountDownLatch(1);
        private boolean taken;
        private volatile int status;

        private Hold(Predicate<String> which, boolean before) {
            this.which = which;
            this.before = before;
        }

        /** Returns whether the request comes within that time. */
        public boolean awaitReached(long seconds) throws InterruptedException {
            return reached.await(seconds, TimeUnit.SECONDS);
        }

        /** Once and for all, lets the request go on, or answers it by that status if it is not 0. */
        public synchronized void let(int statusOrZero) {
            if (let.getCount() > 0) {
                status = statusOrZero;
                let.countDown();
            }
        }

        private synchronized boolean matches(String request) {
            boolean first = !taken && which.test(request);
            taken |= first;
            return first;
        }

        private int reached() throws InterruptedException {
            reached.countDown();
            let.await(60, TimeUnit.SECONDS);
            return status;
        }
    }
}
