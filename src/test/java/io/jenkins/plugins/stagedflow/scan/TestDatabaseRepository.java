package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** The databases for tests as artifacts in the registry of the services, as Trivy's mirrors have theirs. */
final class TestDatabaseRepository {
    private static final Map<DatabaseKind, String> LAYERS = Map.of(
            DatabaseKind.VULNERABILITY,
            "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip",
            DatabaseKind.JAVA,
            "application/vnd.aquasec.trivy.javadb.layer.v1.tar+gzip");
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String registry;
    private final String login;

    private TestDatabaseRepository(Services services) {
        registry = services.get("REGISTRY");
        String user = services.get("PUSHER_USER") + ":" + services.contentOf("PUSHER_PASSWORD_FILE");
        login = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** Pushes the database and returns its reference without the registry. */
    static String push(Services services, String repository, Instant made) throws Exception {
        return push(services, DatabaseKind.VULNERABILITY, repository, made);
    }

    /** Pushes one of the databases and returns its reference without the registry. */
    static String push(Services services, DatabaseKind kind, String repository, Instant made) throws Exception {
        Path cache = Files.createTempDirectory("database");
        TestDatabase.write(kind, cache, made);
        return new TestDatabaseRepository(services).push(kind, repository, cache);
    }

    /** Pushes the first quarter of the database, as a mirror has it that was cut off while it copied. */
    static String pushTruncated(Services services, String repository, Instant made) throws Exception {
        Path cache = Files.createTempDirectory("database");
        Path file = TestDatabase.write(cache, made);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 4));
        return new TestDatabaseRepository(services).push(DatabaseKind.VULNERABILITY, repository, cache);
    }

    private String push(DatabaseKind kind, String repository, Path cache) throws Exception {
        Path archive = cache.resolve("db.tar.gz");
        String directory = cache.resolve(kind.directory()).toString();
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", directory, kind.file(), "metadata.json")
                .start()
                .waitFor();
        String tag = kind == DatabaseKind.JAVA ? "1" : "2";
        byte[] layer = Files.readAllBytes(archive);
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        blob(repository, layer);
        blob(repository, config);
        String manifest =
                """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.aquasec.trivy.config.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"%s","digest":"%s","size":%d,
                  "annotations":{"org.opencontainers.image.title":"db.tar.gz"}}]}""".formatted(MANIFEST, digest(config), config.length, LAYERS.get(kind), digest(layer), layer.length);
        send(
                "PUT",
                "http://" + registry + "/v2/" + repository + "/manifests/" + tag,
                MANIFEST,
                manifest.getBytes(StandardCharsets.UTF_8));
        return repository + ":" + tag;
    }

    private void blob(String repository, byte[] content) throws Exception {
        String start = "http://" + registry + "/v2/" + repository + "/blobs/uploads/";
        String upload = send("POST", start, "", new byte[0])
                .headers()
                .firstValue("Location")
                .orElseThrow();
        URI uri = URI.create(start).resolve(upload);
        String separator = uri.getQuery() == null ? "?" : "&";
        send("PUT", uri + separator + "digest=" + digest(content), "application/octet-stream", content);
    }

    private HttpResponse<String> send(String method, String uri, String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", login)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + uri + " was answered " + response.statusCode());
        }
        return response;
    }

    private static String digest(byte[] content) {
        return "sha256:" + HexFormat.of().formatHex(ChecksumFile.digest().digest(content));
    }
}
