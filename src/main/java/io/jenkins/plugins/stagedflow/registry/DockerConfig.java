package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.nio.charset.StandardCharsets;

/**
 * A private {@code DOCKER_CONFIG} directory on a host: programs started with it are logged in to one registry, and the
 * user's own logins stay untouched. Readable by its owner only, removed on {@link #close()}.
 */
public final class DockerConfig implements AutoCloseable {
    /** The variable that names the directory to docker, compose, Trivy and crane. */
    public static final String VARIABLE = "DOCKER_CONFIG";

    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private final Host host;
    private final HostPath directory;

    private DockerConfig(Host host, HostPath directory) {
        this.host = host;
        this.directory = directory;
    }

    /** Creates a directory with the login in it, for the time until it is closed. */
    public static DockerConfig temporary(Host host, String registry, RegistryLogin login) {
        return in(host, host.files().createTemporaryDirectory("staged-flow-docker-"), registry, login);
    }

    /** Fills the given directory with the login, for work that outlives the caller; who removes it is told there. */
    public static DockerConfig in(Host host, HostPath directory, String registry, RegistryLogin login) {
        DockerConfig config = new DockerConfig(host, directory);
        try {
            host.files().createDirectories(directory);
            host.files().write(directory.resolve("config.json"), config.json(registry, login), HostFiles.Access.OWNER);
            return config;
        } catch (RuntimeException e) {
            config.close();
            throw e;
        }
    }

    /** Returns the directory, the value for {@link #VARIABLE}. */
    public HostPath directory() {
        return directory;
    }

    /** Removes the directory. Doing so twice is fine. */
    @Override
    public void close() {
        host.files().delete(directory);
    }

    private byte[] json(String registry, RegistryLogin login) {
        ObjectNode config = new ObjectMapper().createObjectNode();
        ObjectNode logins = config.putObject("auths");
        if (!login.isAnonymous()) {
            ObjectNode entry = logins.putObject("docker.io".equals(registry) ? DOCKER_HUB : registry);
            if (login.isIdentityToken()) {
                entry.put("identitytoken", login.password().reveal());
            } else {
                entry.put("auth", login.basic().reveal());
            }
        }
        addPlugins(config);
        return config.toString().getBytes(StandardCharsets.UTF_8);
    }

    // docker looks for plugins such as compose in its configuration directory too: the user's stay found.
    private void addPlugins(ObjectNode config) {
        String home = host.environment().getOrDefault("HOME", "");
        String usual = host.environment().getOrDefault(VARIABLE, home.isEmpty() ? "" : home + "/.docker");
        if (!usual.isEmpty()) {
            config.putArray("cliPluginsExtraDirs").add(usual + "/cli-plugins");
        }
    }
}
