package io.jenkins.plugins.stagedflow.scan;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagedflow.Services;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A mirror on loopback that has the real Trivy of the services as an archive. */
final class TrivyMirror implements AutoCloseable {
    private final HttpServer server;
    private final Path archive;

    TrivyMirror(Services services, Path work) throws Exception {
        archive = work.resolve("trivy.tar.gz");
        String tools = services.get("PATH_ADDITION").split(":")[0];
        // The fastest of gzip: how small it is does not matter here.
        int status = new ProcessBuilder("tar", "-I", "gzip -1", "-cf", archive.toString(), "-C", tools, "trivy")
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("tar could not pack " + tools + "/trivy");
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v0.68.2/trivy-64bit.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, Files.size(archive));
            try (OutputStream out = exchange.getResponseBody()) {
                Files.copy(archive, out);
            }
        });
        server.start();
    }

    /** Returns the program that is installed from here. */
    TrivyProgram program() throws Exception {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v{version}/trivy-{architecture}.tar.gz";
        return new TrivyProgram("0.68.2", url, ChecksumFile.sum(archive));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
