package io.jenkins.plugins.stagedflow.scan;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.rules.ExternalResource;

/** A registry that has no image. It answers at once, where a closed port would be asked again and again. */
final class EmptyRegistry extends ExternalResource {
    private final HttpServer server;

    EmptyRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
    }

    @Override
    protected void before() {
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
    }

    String name() {
        return "localhost:" + server.getAddress().getPort();
    }
}
