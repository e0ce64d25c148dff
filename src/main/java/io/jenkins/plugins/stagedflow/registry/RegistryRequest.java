package io.jenkins.plugins.stagedflow.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request about a repository. All there are can be sent twice without harm.
 *
 * @param method of HTTP
 * @param uri what is asked
 * @param repository what it is about
 * @param scope what a token for it must allow, several with a space between
 * @param headers besides the authorization
 * @param body what is sent, as often as it takes
 */
record RegistryRequest(
        String method, URI uri, Repository repository, String scope, Map<String, String> headers, BodyPublisher body) {
    private static final BodyPublisher NOTHING = BodyPublishers.noBody();
    private static final String TYPE = "Content-Type";
    private static final Map<String, String> BYTES = Map.of(TYPE, "application/octet-stream");

    static RegistryRequest head(ImageReference image, Access access) {
        return reading("HEAD", image, access);
    }

    static RegistryRequest get(ImageReference image, Access access) {
        return reading("GET", image, access);
    }

    static RegistryRequest put(ImageReference image, Manifest manifest) {
        Map<String, String> headers = Map.of(TYPE, manifest.mediaType());
        BodyPublisher body = BodyPublishers.ofByteArray(manifest.bytes());
        return of("PUT", uri(image), image.repository(), Access.PUSH, headers, body);
    }

    /** Asks for the registry's own list of what refers to a digest. */
    static RegistryRequest referrers(Repository repository, String digest, Access access) {
        return page(repository, uri(repository, "referrers/" + digest), access);
    }

    /** Asks for a page of such a list. */
    static RegistryRequest page(Repository repository, URI page, Access access) {
        return of("GET", page, repository, access, Map.of("Accept", MediaTypes.INDEX), NOTHING);
    }

    static RegistryRequest delete(ImageReference image) {
        return of("DELETE", uri(image), image.repository(), Access.DELETE, Map.of(), NOTHING);
    }

    static RegistryRequest headBlob(Repository repository, String digest, Access access) {
        return of("HEAD", uri(repository, "blobs/" + digest), repository, access, Map.of(), NOTHING);
    }

    /** Asks for a blob from a byte on. */
    static RegistryRequest getBlob(Repository repository, String digest, long from, Access access) {
        Map<String, String> range = from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-");
        return of("GET", uri(repository, "blobs/" + digest), repository, access, range, NOTHING);
    }

    static RegistryRequest startUpload(Repository repository) {
        return of("POST", uri(repository, "blobs/uploads/"), repository, Access.PUSH, Map.of(), NOTHING);
    }

    /** Asks to take a blob over from another repository of the same registry; otherwise an upload has begun. */
    static RegistryRequest mount(Repository repository, String digest, Repository from) {
        String path = "blobs/uploads/?mount=" + encoded(digest) + "&from=" + encoded(from.path());
        String scope = mountScope(repository, from);
        return new RegistryRequest("POST", uri(repository, path), repository, scope, Map.of(), NOTHING);
    }

    /** Returns what a token must allow for a blob to be taken over. */
    static String mountScope(Repository repository, Repository from) {
        return Access.PUSH.scope(repository) + " " + Access.PULL.scope(from);
    }

    static RegistryRequest cancelUpload(Repository repository, URI upload) {
        return of("DELETE", upload, repository, Access.PUSH, Map.of(), NOTHING);
    }

    /** Asks how far an upload has come. */
    static RegistryRequest uploadStatus(Repository repository, URI upload) {
        return of("GET", upload, repository, Access.PUSH, Map.of(), NOTHING);
    }

    /** Sends all that is left of a blob. */
    static RegistryRequest append(Repository repository, URI upload, BodyPublisher rest) {
        return of("PATCH", upload, repository, Access.PUSH, BYTES, rest);
    }

    /** Sends a part of a blob. */
    static RegistryRequest append(Repository repository, URI upload, long from, long length, BodyPublisher part) {
        Map<String, String> headers = Map.of(TYPE, BYTES.get(TYPE), "Content-Range", from + "-" + (from + length - 1));
        return of("PATCH", upload, repository, Access.PUSH, headers, part);
    }

    /** Ends an upload, with its last bytes if there are any left. */
    static RegistryRequest endUpload(Repository repository, URI upload, String digest, BodyPublisher rest) {
        String separator = upload.getRawQuery() == null ? "?" : "&";
        URI uri = URI.create(upload + separator + "digest=" + encoded(digest));
        return of("PUT", uri, repository, Access.PUSH, rest.contentLength() == 0 ? Map.of() : BYTES, rest);
    }

    /** Returns the request of HTTP, still without authorization and time limit. */
    HttpRequest.Builder http() {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).method(method, body);
        headers.forEach(builder::header);
        return builder;
    }

    private static RegistryRequest reading(String method, ImageReference image, Access access) {
        Map<String, String> headers = Map.of("Accept", MediaTypes.accepted());
        return of(method, uri(image), image.repository(), access, headers, NOTHING);
    }

    private static RegistryRequest of(
            String method,
            URI uri,
            Repository repository,
            Access access,
            Map<String, String> headers,
            BodyPublisher body) {
        return new RegistryRequest(method, uri, repository, access.scope(repository), headers, body);
    }

    private static URI uri(ImageReference image) {
        return uri(image.repository(), "manifests/" + image.identifier());
    }

    private static URI uri(Repository repository, String path) {
        return Endpoint.of(repository.registry()).resolve(repository.path() + "/" + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
