package io.jenkins.plugins.stagedflow;

import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The real services that {@code dev/services up} started, for integration tests. */
public final class Services {
    private static final String VARIABLE = "STAGED_FLOW_SERVICES";

    private final Properties properties = new Properties();

    private Services(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file + " of the services: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the running services.
     *
     * @throws IllegalStateException if none run: a test that needs one fails, it is never skipped
     */
    public static Services running() {
        String file = System.getenv(VARIABLE);
        if (file == null || !Files.isReadable(Path.of(file))) {
            throw new IllegalStateException("This test needs the services, but " + VARIABLE + " names no readable"
                    + " file: run dev/test, or 'dev/services up' and export " + VARIABLE + "=$(dev/services env)");
        }
        return new Services(Path.of(file));
    }

    /** Returns a value by its key, as written by {@code dev/services}. */
    public String get(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("The services name no " + key + ": is their file from an older version?");
        }
        return value;
    }

    /** Returns the content of the file a key names, without surrounding white space. */
    public String contentOf(String key) {
        try {
            return Files.readString(Path.of(get(key)), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the file of " + key + ": " + e.getMessage(), e);
        }
    }

    /** Returns the content of the file a key names as a secret. */
    public Secret secret(String key) {
        return Secret.of(contentOf(key));
    }

    /** Returns this machine as a host whose docker and tools are those of the services. */
    public LocalHost host(Path directory) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DOCKER_HOST", get("DOCKER_HOST"));
        environment.put("PATH", get("PATH_ADDITION") + ":" + System.getenv("PATH"));
        return new LocalHost(directory, environment);
    }
}
