package io.jenkins.plugins.stagedflow.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.rules.ExternalResource;

/** A server that answers as it is told to: for answers no well-behaved registry gives. */
final class FakeRegistry extends ExternalResource {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private HttpServer server;

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
    }

    String name() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    ImageReference image() {
        return new Repository(name(), "team/app").tagged("v1");
    }

    /** Answers the next request so; the last answer is for all further ones. */
    FakeRegistry answer(int status, String body, String... headers) {
        return answer(new Answer(status, body.getBytes(StandardCharsets.UTF_8), headers));
    }

    FakeRegistry answer(Answer answer) {
        answers.add(answer);
        return this;
    }

    FakeRegistry manifest(String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/vnd.oci.image.manifest.v1+json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return answer(200, body, all);
    }

    /** Returns method, path, query and authorization of the requests so far. */
    List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + authorization);
        next().give(exchange);
    }

    private synchronized Answer next() {
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    /** An answer, or none at all with status 0. */
    record Answer(int status, byte[] body, String... headers) {
        void give(HttpExchange exchange) throws IOException {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            if (status > 0) {
                boolean hasBody = body.length > 0 && !"HEAD".equals(exchange.getRequestMethod());
                exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
                if (hasBody) {
                    exchange.getResponseBody().write(body);
                }
            }
            exchange.close();
        }
    }
}
