package io.jenkins.plugins.stagedflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.rules.ExternalResource;

/**
 * Stands before an HTTP server on loopback, passes everything on byte for byte without holding it, and does to the requests
 * it is told to what networks, proxies and servers do to them. Counts what goes through. The host that was asked for is
 * passed on, which the build allows by a system property.
 */
public final class FaultProxy extends ExternalResource implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "content-length", "transfer-encoding", "expect", "upgrade", "http2-settings");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String target;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong bytesSent = new AtomicLong();
    private volatile boolean down;

    /** Stands before the server of that host and port. */
    public FaultProxy(String hostAndPort) {
        target = hostAndPort;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns host and port to ask instead. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Does something to the next requests of that kind, as many as named; a request is "METHOD /path?query". */
    public FaultProxy next(int times, Predicate<String> which, Fault fault) {
        rules.add(new Rule(which, fault, new AtomicLong(times)));
        return this;
    }

    /** Does something to the next request of that kind. */
    public FaultProxy next(Predicate<String> which, Fault fault) {
        return next(1, which, fault);
    }

    /** Does something to all requests of that kind. */
    public FaultProxy always(Predicate<String> which, Fault fault) {
        return next(Integer.MAX_VALUE, which, fault);
    }

    /** Closes every connection without a word from now on, or no longer. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** Returns the requests so far, each as "METHOD /path?query". */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns how many requests of that kind there were. */
    public long count(Predicate<String> which) {
        return requests.stream().filter(which).count();
    }

    /** Returns how many bytes of bodies went to the server. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Forgets the requests and bytes so far. */
    public void reset() {
        requests.clear();
        bytesSent.set(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    protected void after() {
        close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        try (exchange) {
            if (!down) {
                fault(request).handle(new Passing(exchange));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Fault fault(String request) {
        return rules.stream()
                .filter(rule -> rule.which.test(request) && rule.left.getAndUpdate(left -> Math.max(0, left - 1)) > 0)
                .map(rule -> rule.fault)
                .findFirst()
                .orElse(Passing::on);
    }

    /** What is done to a request. */
    @FunctionalInterface
    public interface Fault {
        /** Answers the request; if it does not, the connection is closed. */
        void handle(Passing passing) throws IOException, InterruptedException;

        /** Answers with that status, body and headers (name, value, …); the server sees nothing of it. */
        static Fault answer(int status, String body, String... headers) {
            return passing -> {
                passing.exchange.getRequestBody().readAllBytes();
                passing.answer(status, body, headers);
            };
        }

        /** Breaks the connection, on both sides, after that many bytes of the request's body. */
        static Fault breakAfter(long bytes) {
            return passing -> passing.received(passing.cut(passing.exchange.getRequestBody(), bytes));
        }

        /** Lets the server do it, and breaks the connection instead of answering. */
        static Fault loseAnswer() {
            return passing ->
                    passing.received(passing.exchange.getRequestBody()).body().readAllBytes();
        }

        /** Breaks the connection after that many bytes of the answer's body, of which the announced length is true. */
        static Fault breakAnswerAfter(long bytes) {
            return passing -> {
                HttpResponse<InputStream> answer = passing.received(passing.exchange.getRequestBody());
                passing.give(answer, passing.cut(answer.body(), bytes), Passing.length(answer));
            };
        }

        /** Announces and sends only that many bytes of the answer's body. */
        static Fault truncate(int bytes) {
            return passing -> {
                HttpResponse<InputStream> answer = passing.received(passing.exchange.getRequestBody());
                try (InputStream body = answer.body()) {
                    byte[] part = body.readNBytes(bytes);
                    passing.give(answer, new ByteArrayInputStream(part), part.length);
                }
            };
        }

        /** Sends the answer with another body; the headers stay. */
        static Fault body(byte[] body) {
            return passing -> {
                HttpResponse<InputStream> answer = passing.received(passing.exchange.getRequestBody());
                answer.body().close();
                passing.give(answer, new ByteArrayInputStream(body), body.length);
            };
        }

        /** Answers with bytes of that type that never end. */
        static Fault endless(String mediaType) {
            return passing -> {
                passing.exchange.getRequestBody().readAllBytes();
                passing.exchange.getResponseHeaders().set("Content-Type", mediaType);
                passing.exchange.sendResponseHeaders(200, 0);
                byte[] some = new byte[64 << 10];
                // Until the other side has had enough.
                while (true) {
                    passing.exchange.getResponseBody().write(some);
                }
            };
        }

        /** Changes one byte of the request's body on its way. */
        static Fault damage(long offset) {
            return passing -> {
                HttpResponse<InputStream> answer =
                        passing.received(new Damaged(passing.exchange.getRequestBody(), offset));
                passing.give(answer, answer.body(), Passing.length(answer));
            };
        }

        /** Waits before the server sees it. */
        static Fault delay(long millis) {
            return passing -> {
                Thread.sleep(millis);
                passing.on();
            };
        }

        /** Does something first. */
        static Fault after(Runnable first, Fault then) {
            return passing -> {
                first.run();
                then.handle(passing);
            };
        }
    }

    /** A request on its way. */
    public final class Passing {
        private final HttpExchange exchange;

        private Passing(HttpExchange exchange) {
            this.exchange = exchange;
        }

        /** Returns the request as it came, for its headers. */
        public HttpExchange exchange() {
            return exchange;
        }

        /** Passes the request on and gives the answer. */
        public void on() throws IOException, InterruptedException {
            HttpResponse<InputStream> answer = received(exchange.getRequestBody());
            give(answer, answer.body(), length(answer));
        }

        /** Gives an answer of one's own. */
        public void answer(int status, String body, String... headers) throws IOException {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            boolean empty = bytes.length == 0 || "HEAD".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
            if (!empty) {
                exchange.getResponseBody().write(bytes);
            }
        }

        private HttpResponse<InputStream> received(InputStream body) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://" + target + exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), publisher(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        }

        private HttpRequest.BodyPublisher publisher(InputStream body) {
            String length = exchange.getRequestHeaders().getFirst("Content-Length");
            boolean isChunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
            if (!isChunked && (length == null || "0".equals(length))) {
                return HttpRequest.BodyPublishers.noBody();
            }
            HttpRequest.BodyPublisher bytes = HttpRequest.BodyPublishers.ofInputStream(() -> new Counted(body));
            return isChunked ? bytes : HttpRequest.BodyPublishers.fromPublisher(bytes, Long.parseLong(length));
        }

        private void give(HttpResponse<InputStream> answer, InputStream body, long length) throws IOException {
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, List.copyOf(values));
                }
            });
            boolean isHead = "HEAD".equals(exchange.getRequestMethod());
            if (isHead && length > 0) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            }
            boolean empty = isHead || length == 0 || answer.statusCode() == 204;
            exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : Math.max(0, length));
            if (!empty) {
                try (body;
                        OutputStream out = exchange.getResponseBody()) {
                    body.transferTo(out);
                }
            }
        }

        private static long length(HttpResponse<InputStream> answer) {
            boolean isChunked = answer.headers().firstValue("Transfer-Encoding").isPresent();
            return answer.headers().firstValueAsLong("Content-Length").orElse(isChunked ? -1 : 0);
        }

        private InputStream cut(InputStream body, long bytes) {
            return new Cut(body, bytes);
        }
    }

    private record Rule(Predicate<String> which, Fault fault, AtomicLong left) {}

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            bytesSent.addAndGet(Math.max(0, count));
            return count;
        }
    }

    private static final class Cut extends FilterInputStream {
        private long left;

        Cut(InputStream in, long bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("cut");
            }
            int count = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }

    private static final class Damaged extends FilterInputStream {
        private long offset;

        Damaged(InputStream in, long offset) {
            super(in);
            this.offset = offset;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            int count = super.read(bytes, start, length);
            if (offset >= 0 && offset < count) {
                bytes[start + (int) offset] ^= 1;
            }
            offset -= Math.max(0, count);
            return count;
        }
    }
}
