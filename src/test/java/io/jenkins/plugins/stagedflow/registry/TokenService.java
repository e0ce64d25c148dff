package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A token server as registries name one in a Bearer challenge: it knows one login, or one identity token, and grants what
 * it is asked for but what was forbidden.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/jwt/">tokens of the distribution registry</a>
 */
final class TokenService implements AutoCloseable {
    static final String ISSUER = "test issuer";
    static final String SERVICE = "test registry";
    static final String IDENTITY_TOKEN = "identity-0123456789";

    private final HttpServer server;
    private final TestCertificate certificate;
    private final String basic;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private volatile long seconds = 300;

    TokenService(TestCertificate certificate, RegistryLogin login) throws IOException {
        this.certificate = certificate;
        basic = "Basic " + login.basic().reveal();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/token", this::handle);
        server.start();
    }

    String realm() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** Returns the scopes asked for so far, one text a request. */
    List<String> requests() {
        return requests;
    }

    /** Grants nothing for the repository from now on. */
    void forbid(Repository repository) {
        forbidden.add(repository.path());
    }

    /** Gives tokens that are good for so many seconds from now on. */
    void lastingSeconds(long value) {
        seconds = value;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestMethod().equals("POST")
                ? body
                : String.valueOf(exchange.getRequestURI().getRawQuery());
        List<String> scopes = values(query, "scope").stream()
                .flatMap(value -> Arrays.stream(value.split(" ")))
                .toList();
        requests.add(exchange.getRequestMethod() + " " + String.join(" ", scopes));
        boolean known = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || values(query, "refresh_token").equals(List.of(IDENTITY_TOKEN));
        byte[] answer = (known ? answer(scopes) : "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"who\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String answer(List<String> scopes) {
        ObjectMapper json = new ObjectMapper();
        long now = Instant.now().getEpochSecond();
        ObjectNode header = json.createObjectNode().put("typ", "JWT").put("alg", "RS256");
        header.putArray("x5c").add(certificate.x5c());
        ObjectNode claims = json.createObjectNode()
                .put("iss", ISSUER)
                .put("sub", "tester")
                .put("aud", SERVICE)
                .put("exp", now + seconds)
                .put("nbf", now - 60)
                .put("iat", now)
                .put("jti", String.valueOf(System.nanoTime()));
        ArrayNode access = claims.putArray("access");
        scopes.stream()
                .map(scope -> scope.split(":"))
                .filter(scope -> scope.length == 3 && !forbidden.contains(scope[1]))
                .forEach(scope -> {
                    ObjectNode one = access.addObject().put("type", scope[0]).put("name", scope[1]);
                    ArrayNode actions = one.putArray("actions");
                    Arrays.stream(scope[2].split(",")).forEach(actions::add);
                });
        String signed = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        String token = signed + "." + encoded(certificate.sign(signed.getBytes(StandardCharsets.UTF_8)));
        return json.createObjectNode()
                .put("token", token)
                .put("expires_in", seconds)
                .toString();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<String> values(String query, String name) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .toList();
    }
}
