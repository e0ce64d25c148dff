package io.jenkins.plugins.stagedflow.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/**
 * A request about a repository. All there are can be sent twice without harm.
 *
 * @param method of HTTP
 * @param repository what it is about
 * @param path what of it, as in {@code manifests/latest}
 * @param access what the request does to the repository
 * @param headers besides the authorization
 * @param body what is sent, empty for nothing
 */
record RegistryRequest(
        String method, Repository repository, String path, Access access, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    static RegistryRequest head(ImageReference image, Access access) {
        return reading("HEAD", image, access);
    }

    static RegistryRequest get(ImageReference image, Access access) {
        return reading("GET", image, access);
    }

    static RegistryRequest put(ImageReference image, Manifest manifest) {
        Map<String, String> headers = Map.of("Content-Type", manifest.mediaType());
        return new RegistryRequest("PUT", image.repository(), path(image), Access.PUSH, headers, manifest.bytes());
    }

    static RegistryRequest delete(ImageReference image) {
        return new RegistryRequest("DELETE", image.repository(), path(image), Access.DELETE, Map.of(), NOTHING);
    }

    /** Returns the request of HTTP, still without authorization and time limit. */
    HttpRequest.Builder http() {
        HttpRequest.BodyPublisher content =
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri()).method(method, content);
        headers.forEach(builder::header);
        return builder;
    }

    /** Returns the scope a token for this request must have. */
    String scope() {
        return access.scope(repository);
    }

    private URI uri() {
        return Endpoint.of(repository.registry()).resolve(repository.path() + "/" + path);
    }

    private static RegistryRequest reading(String method, ImageReference image, Access access) {
        return new RegistryRequest(
                method, image.repository(), path(image), access, Map.of("Accept", MediaTypes.accepted()), NOTHING);
    }

    private static String path(ImageReference image) {
        return "manifests/" + image.identifier();
    }
}
