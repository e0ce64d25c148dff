package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The HTTP API of a Docker Engine, over its socket. A connection serves one request.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/">Docker Engine API</a>
 */
final class EngineApi {
    private static final int MOST_BYTES = 16 << 20;

    private final SocketAddress address;
    private final EnginePatience patience;

    private EngineApi(SocketAddress address, EnginePatience patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * Returns the API at an address such as {@code unix:///var/run/docker.sock}.
     *
     * @throws IOException if it is of a kind that is not reached without TLS, SSH or a named pipe
     */
    static EngineApi at(String address, EnginePatience patience) throws IOException {
        URI uri = URI.create(address);
        if ("unix".equals(uri.getScheme())) {
            return new EngineApi(UnixDomainSocketAddress.of(uri.getPath()), patience);
        }
        if ("tcp".equals(uri.getScheme()) && uri.getHost() != null) {
            return new EngineApi(
                    new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort()), patience);
        }
        throw new IOException("it is reached by " + uri.getScheme());
    }

    /** Returns what the engine says about an image, or a missing node if it has none of that name. */
    JsonNode image(String reference) throws IOException {
        return json("/images/" + reference + "/json");
    }

    /** Returns what the engine says about itself. */
    JsonNode info() throws IOException {
        return json("/info");
    }

    /** Returns an archive of the images, each layer in it once. The caller closes it, at any time. */
    InputStream export(Collection<String> references) throws IOException {
        String names = references.stream()
                .map(name -> "names=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        EngineAnswer answer = get("/images/get?" + names, patience.export());
        if (!answer.isSuccess()) {
            try (InputStream body = answer.body()) {
                throw new IOException(reason(answer.status(), body));
            }
        }
        return answer.body();
    }

    private JsonNode json(String path) throws IOException {
        EngineAnswer answer = get(path, patience.answer());
        try (InputStream body = answer.body()) {
            if (answer.status() == EngineAnswer.NOT_FOUND) {
                return new ObjectMapper().missingNode();
            }
            if (!answer.isSuccess()) {
                throw new IOException(reason(answer.status(), body));
            }
            return new ObjectMapper().readTree(body.readNBytes(MOST_BYTES));
        }
    }

    private EngineAnswer get(String path, Duration mostSilence) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        EngineConnection connection = EngineConnection.of(address, bytes, mostSilence);
        try {
            return EngineAnswer.of(connection);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static String reason(int status, InputStream body) throws IOException {
        byte[] words = body.readNBytes(MOST_BYTES);
        try {
            return new ObjectMapper().readTree(words).path("message").asText("it answered " + status);
        } catch (IOException e) {
            return "it answered " + status;
        }
    }
}
