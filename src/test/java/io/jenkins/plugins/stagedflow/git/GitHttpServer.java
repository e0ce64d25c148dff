package io.jenkins.plugins.stagedflow.git;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * git's own smart HTTP program ({@code git http-backend}) behind a login, on a loopback port. What is asked below /moved is
 * redirected.
 */
public final class GitHttpServer implements AutoCloseable {
    private static final String MOVED = "/moved/";
    private static final int HEADER_END = '\n';

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final Path root;
    private final String scheme;

    public GitHttpServer(Path root, String user, String password) throws IOException {
        this(root, user, password, null);
    }

    /** Creates a server that is reached by TLS if a context is given. */
    public GitHttpServer(Path root, String user, String password, @CheckForNull SSLContext tls) throws IOException {
        this.root = root;
        scheme = tls == null ? "http" : "https";
        server = server(tls);
        server.setExecutor(threads);
        server.createContext("/", this::answer).setAuthenticator(new BasicAuthenticator("git") {
            @Override
            public boolean checkCredentials(String name, String given) {
                return user.equals(name) && password.equals(given);
            }
        });
        server.start();
    }

    public String url(String path) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    /** Returns method, path and query of the requests that passed the login. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns the size of all answers without their headers. */
    public long bytesAnswered() {
        return answered.get();
    }

    /** Is gone from now on. */
    public void vanish() {
        if (!threads.isShutdown()) {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Override
    public void close() {
        vanish();
    }

    private static HttpServer server(@CheckForNull SSLContext tls) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls == null) {
            return HttpServer.create(any, 0);
        }
        HttpsServer secure = HttpsServer.create(any, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        return secure;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (exchange.getRequestURI().getPath().startsWith(MOVED)) {
            redirect(exchange);
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        byte[] output = run(exchange, body);
        try (exchange) {
            ByteArrayInputStream answer = new ByteArrayInputStream(output);
            int status = headers(answer, exchange);
            byte[] rest = answer.readAllBytes();
            answered.addAndGet(rest.length);
            exchange.sendResponseHeaders(status, rest.length == 0 ? -1 : rest.length);
            exchange.getResponseBody().write(rest);
        }
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders()
                .set("Location", String.valueOf(exchange.getRequestURI()).substring(MOVED.length() - 1));
        exchange.sendResponseHeaders(301, -1);
        exchange.close();
    }

    private byte[] run(HttpExchange exchange, byte[] body) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", exchange.getPrincipal().getUsername());
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        put(environment, "QUERY_STRING", exchange.getRequestURI().getQuery());
        put(environment, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
        put(environment, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        Process process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write(body);
        }
        return process.getInputStream().readAllBytes();
    }

    private static void put(Map<String, String> environment, String name, String value) {
        environment.put(name, value == null ? "" : value);
    }

    private static int headers(ByteArrayInputStream answer, HttpExchange exchange) {
        int status = 200;
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            String[] header = line.split(": ", 2);
            if ("Status".equals(header[0])) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        return status;
    }

    private static String line(ByteArrayInputStream answer) {
        StringBuilder line = new StringBuilder();
        for (int c = answer.read(); c != HEADER_END && c >= 0; c = answer.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
