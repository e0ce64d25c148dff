package io.jenkins.plugins.stagedflow.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * A request of HTTP and the answer it got.
 *
 * @param method the method asked with
 * @param uri what was asked
 * @param status of the answer
 * @param headers of the answer
 * @param body of the answer, whole
 */
record Exchange(String method, URI uri, int status, HttpHeaders headers, byte[] body) {
    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    boolean isSuccess() {
        return status / 100 == 2;
    }

    boolean isRedirect() {
        return status / 100 == 3;
    }

    /** Returns whether the same request may succeed a little later. */
    boolean mayPass() {
        return status == REQUEST_TIMEOUT
                || status == TOO_MANY_REQUESTS
                || status >= SERVER_ERROR && status != NOT_IMPLEMENTED;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Returns in one phrase who answered what to which request, with the server's own words. */
    String reason() {
        String asked = "%s answered %d to %s %s".formatted(uri.getAuthority(), status, method, uri.getPath());
        String words = isRedirect() ? "a redirect to " + target() + " is not followed" : ErrorBody.words(body);
        return words.isEmpty() ? asked : asked + " (" + words + ")";
    }

    /** Returns where the answer points, if it does and that is on the same server. */
    Optional<URI> location() {
        return anyLocation().filter(location -> Endpoint.isSameOrigin(uri, location));
    }

    /** Returns where the answer points, if that is reached by TLS, or if both are on this machine. */
    Optional<URI> safeLocation() {
        return anyLocation().filter(location -> Endpoint.isSafe(uri, location));
    }

    // What follows the host may be a signature that gives access.
    private String target() {
        return anyLocation()
                .map(location -> location.getScheme() + "://" + location.getAuthority())
                .orElse("something that is no URL");
    }

    private Optional<URI> anyLocation() {
        try {
            return header("Location").map(uri::resolve);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
