package io.jenkins.plugins.stagedflow.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * A request about a repository. All there are can be sent twice without harm.
 *
 * @param method of HTTP
 * @param uri what is asked
 * @param repository what it is about
 * @param access what the request does to the repository
 * @param headers besides the authorization
 * @param body what is sent, empty for nothing
 */
record RegistryRequest(
        String method, URI uri, Repository repository, Access access, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    static RegistryRequest head(ImageReference image, Access access) {
        return reading("HEAD", image, access);
    }

    static RegistryRequest get(ImageReference image, Access access) {
        return reading("GET", image, access);
    }

    static RegistryRequest put(ImageReference image, Manifest manifest) {
        Map<String, String> headers = Map.of("Content-Type", manifest.mediaType());
        return new RegistryRequest("PUT", uri(image), image.repository(), Access.PUSH, headers, manifest.bytes());
    }

    static RegistryRequest delete(ImageReference image) {
        return new RegistryRequest("DELETE", uri(image), image.repository(), Access.DELETE, Map.of(), NOTHING);
    }

    static RegistryRequest startUpload(Repository repository) {
        URI uri = uri(repository, "blobs/uploads/");
        return new RegistryRequest("POST", uri, repository, Access.PUSH, Map.of(), NOTHING);
    }

    static RegistryRequest cancelUpload(Repository repository, URI upload) {
        return new RegistryRequest("DELETE", upload, repository, Access.PUSH, Map.of(), NOTHING);
    }

    /** Returns the request of HTTP, still without authorization and time limit. */
    HttpRequest.Builder http() {
        HttpRequest.BodyPublisher content =
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).method(method, content);
        headers.forEach(builder::header);
        return builder;
    }

    /** Returns the scope a token for this request must have. */
    String scope() {
        return access.scope(repository);
    }

    private static RegistryRequest reading(String method, ImageReference image, Access access) {
        Map<String, String> headers = Map.of("Accept", MediaTypes.accepted());
        return new RegistryRequest(method, uri(image), image.repository(), access, headers, NOTHING);
    }

    private static URI uri(ImageReference image) {
        return uri(image.repository(), "manifests/" + image.identifier());
    }

    private static URI uri(Repository repository, String path) {
        return Endpoint.of(repository.registry()).resolve(repository.path() + "/" + path);
    }
}
