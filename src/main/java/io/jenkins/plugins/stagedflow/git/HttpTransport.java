package io.jenkins.plugins.stagedflow.git;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * The way to a web server. The login goes to the very server the address names, and only by TLS, save on this machine
 * itself; a redirect is followed only there.
 *
 * @see <a href="https://git-scm.com/docs/gitprotocol-http">smart HTTP</a>
 */
final class HttpTransport implements Transport {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\]");
    private static final int MOST_REDIRECTS = 3;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    // One for all: it keeps connections, which the next exchange with the same server uses.
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URIish address;
    private final GitLogin login;

    HttpTransport(URIish address, GitLogin login) {
        this.address = address;
        this.login = login;
    }

    @Override
    public Conversation open(Service service) throws IOException {
        return new Exchange(service, root());
    }

    private URI root() throws IOException {
        try {
            String text = address.setUser(null).setPass(null).toString().replaceAll("/+$", "");
            URI root = new URI(text + "/");
            if (!login.isAnonymous()
                    && !"https".equals(root.getScheme())
                    && !LOOPBACK.matcher(String.valueOf(root.getHost())).matches()) {
                throw new IOException("the login is not sent there, since it is not reached by https");
            }
            return root;
        } catch (URISyntaxException e) {
            throw new IOException("its address is no URL", e);
        }
    }

    private InputStream send(HttpRequest.Builder request, String type) throws IOException {
        if (!login.isAnonymous()) {
            String pair = login.username() + ":" + login.password().reveal();
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
        request.header("User-Agent", "git/staged-flow").timeout(TO_ANSWER);
        try {
            return checked(CLIENT.send(request.build(), BodyHandlers.ofInputStream()), type);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private static InputStream checked(HttpResponse<InputStream> response, String type) throws IOException {
        int status = response.statusCode();
        Optional<String> given = response.headers().firstValue("Content-Type");
        if (status == OK && given.filter(type::equals).isPresent()) {
            return new BufferedInputStream(response.body());
        }
        response.body().close();
        String server = response.uri().getAuthority();
        throw status / 100 == 3
                ? new RedirectedException(response)
                : new IOException(
                        switch (status) {
                            case UNAUTHORIZED -> server + " answered 401: not authorized";
                            case FORBIDDEN -> server + " answered 403: not permitted";
                            case NOT_FOUND -> server + " answered 404: not found";
                            case OK -> server + " is no server of git's smart protocol";
                            default -> server + " answered " + status;
                        });
    }

    private final class Exchange implements Conversation {
        private final Service service;
        private URI root;

        Exchange(Service service, URI root) {
            this.service = service;
            this.root = root;
        }

        /** A service that takes in is not asked for all its refs: what is sent names all it has to know. */
        @Override
        public boolean isGreeted() {
            return service == Service.UPLOAD_PACK;
        }

        @Override
        public InputStream greeting() throws IOException {
            for (int redirects = 0; ; redirects++) {
                try {
                    URI uri = root.resolve("info/refs?service=" + service.program());
                    HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
                    request.header("Git-Protocol", VERSION_2);
                    return send(request, "application/x-" + service.program() + "-advertisement");
                } catch (RedirectedException e) {
                    if (redirects == MOST_REDIRECTS) {
                        throw e;
                    }
                    root = e.root(root);
                }
            }
        }

        @Override
        public InputStream answer(byte[] body) throws IOException {
            try {
                return post(body);
            } catch (RedirectedException e) {
                // Where it is now is told to who asks what is there; what was posted has not been taken.
                greeting().close();
                return post(body);
            }
        }

        private InputStream post(byte[] body) throws IOException {
            BodyPublisher publisher = BodyPublishers.ofByteArray(body);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(root.resolve(service.program())).POST(publisher);
            request.header("Content-Type", "application/x-" + service.program() + "-request");
            if (service == Service.UPLOAD_PACK) {
                request.header("Git-Protocol", VERSION_2);
            }
            return send(request, "application/x-" + service.program() + "-result");
        }

        @Override
        public String complaint() {
            return "";
        }

        @Override
        public void close() {
            // Each answer ends by itself.
        }
    }

    /** The server points elsewhere. */
    private static final class RedirectedException extends IOException {
        private static final long serialVersionUID = 1L;
        private static final String SUFFIX = "info/refs";

        private final transient Optional<String> location;

        RedirectedException(HttpResponse<?> response) {
            super("%s answered %d: the remote is somewhere else"
                    .formatted(response.uri().getAuthority(), response.statusCode()));
            location = response.headers().firstValue("Location");
        }

        /** Returns the new root, if it is on the same server. */
        URI root(URI from) throws IOException {
            try {
                URI target = from.resolve(location.orElse(""));
                String path = String.valueOf(target.getPath());
                boolean same = from.getScheme().equals(target.getScheme())
                        && from.getAuthority().equals(target.getAuthority());
                if (same && path.endsWith(SUFFIX)) {
                    return from.resolve(path.substring(0, path.length() - SUFFIX.length()));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(getMessage(), e);
            }
            throw new IOException(getMessage());
        }
    }
}
