package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.host.UserHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The logins that the user of a host has given to docker: those of {@code auths}, and those that the programs of
 * {@code credHelpers} and {@code credsStore} keep. They are read only, and only for a registry no login was given for.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">credential stores of docker</a>
 */
public final class DockerLogins {
    private static final String HUB = "https://index.docker.io/v1/";

    private final Host host;
    private final HostPath file;

    private DockerLogins(Host host, HostPath file) {
        this.host = host;
        this.file = file;
    }

    /**
     * Returns the given login, or if that is nobody's the one that docker has for the registry, or else nobody's.
     *
     * @throws OperationFailedException if docker's configuration is broken or a program it names fails
     */
    public static RegistryLogin orGiven(Host host, String registry, RegistryLogin given) throws InterruptedException {
        return given.isAnonymous() ? of(host).login(registry).orElse(given).trusting(given.trust()) : given;
    }

    private static DockerLogins of(Host host) throws InterruptedException {
        String named = host.environment().getOrDefault(DockerConfig.VARIABLE, "");
        String directory = named.isEmpty() ? UserHome.of(host) + "/.docker" : named;
        return new DockerLogins(host, host.directory().resolve(directory).resolve("config.json"));
    }

    private Optional<RegistryLogin> login(String registry) throws InterruptedException {
        if (!host.files().exists(file)) {
            return Optional.empty();
        }
        JsonNode config = json();
        Optional<CredentialHelper> helper = helper(config, registry);
        if (helper.isPresent()) {
            Optional<RegistryLogin> kept = helper.get().login(serverKey(registry));
            if (kept.isPresent()) {
                return kept;
            }
        }
        return keys(registry)
                .map(key -> config.path("auths").path(key))
                .filter(JsonNode::isObject)
                .findFirst()
                .flatMap(entry -> login(registry, entry));
    }

    private Optional<CredentialHelper> helper(JsonNode config, String registry) {
        return Stream.concat(
                        keys(registry).map(key -> config.path("credHelpers").path(key)),
                        Stream.of(config.path("credsStore")))
                .map(name -> name.asText(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(name -> new CredentialHelper(host, name));
    }

    private Optional<RegistryLogin> login(String registry, JsonNode entry) {
        String identity = entry.path("identitytoken").asText("");
        if (!identity.isEmpty()) {
            return Optional.of(RegistryLogin.byIdentityToken(Secret.of(identity)));
        }
        String auth = entry.path("auth").asText("");
        return auth.isEmpty() ? plain(entry) : Optional.of(decoded(registry, auth));
    }

    private static Optional<RegistryLogin> plain(JsonNode entry) {
        String name = entry.path("username").asText("");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new RegistryLogin(name, Secret.of(entry.path("password").asText(""))));
    }

    private RegistryLogin decoded(String registry, String auth) {
        try {
            String pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                // Old versions of docker end the password with a NUL.
                String password = pair.substring(colon + 1).replaceFirst("\0+$", "");
                return new RegistryLogin(pair.substring(0, colon), Secret.of(password));
            }
        } catch (IllegalArgumentException e) {
            // What cannot be decoded may be a password all the same, and is not shown.
        }
        throw broken("its entry for " + registry + " is no login");
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(host.files().read(file));
        } catch (IOException e) {
            throw broken("it is no JSON");
        }
    }

    private OperationFailedException broken(String reason) {
        return new OperationFailedException(
                "read docker's logins from " + file, reason, "Give a login, or let 'docker login' write the file anew");
    }

    private static String serverKey(String registry) {
        return isHub(registry) ? HUB : registry;
    }

    // Docker's own key first, then those of other programs and of old versions.
    private static Stream<String> keys(String registry) {
        return isHub(registry)
                ? Stream.of(HUB, "docker.io", "index.docker.io", "registry-1.docker.io")
                : List.of(
                        registry, "https://" + registry, "https://" + registry + "/v1/", "https://" + registry + "/v2/")
                        .stream();
    }

    private static boolean isHub(String registry) {
        return registry.equals("docker.io") || registry.equals("index.docker.io");
    }
}
