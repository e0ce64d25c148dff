package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a secret is: {@code env:NAME}, {@code file:PATH} or {@code stdin}. The secret itself is never an argument, since
 * every user of a machine sees the arguments of all processes.
 */
final class SecretSource {
    private static final int LARGEST = 64 * 1024;

    private final String source;
    private final Map<String, String> environment;
    private final InputStream input;

    SecretSource(String source, Map<String, String> environment, InputStream input) {
        this.source = source;
        this.environment = environment;
        this.input = input;
    }

    /**
     * Returns the secret, without a line end at its end.
     *
     * @param option which option names the source, for messages
     * @param directory where a relative path starts
     * @throws InvalidRequestException if there is no secret
     */
    Secret read(String option, Path directory) {
        if (source.startsWith("env:")) {
            return fromEnvironment(option, source.substring("env:".length()));
        }
        return source.startsWith("file:")
                ? fromFile(option, directory, source.substring("file:".length()))
                : fromInput(option);
    }

    private Secret fromEnvironment(String option, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw refusal(option, "a variable that is set");
        }
        return Secret.of(value);
    }

    private Secret fromFile(String option, Path directory, String path) {
        try (InputStream file = Files.newInputStream(directory.resolve(path))) {
            return secret(option, file);
        } catch (IOException | InvalidPathException e) {
            throw refusal(option, "a file that can be read");
        }
    }

    private Secret fromInput(String option) {
        try {
            return secret(option, input);
        } catch (IOException e) {
            throw refusal(option, "standard input that can be read");
        }
    }

    // A line end after a password belongs to the editor; a private key needs its own.
    private Secret secret(String option, InputStream content) throws IOException {
        String text = new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw refusal(option, "a secret there, but it is empty");
        }
        return Secret.of(text.contains("PRIVATE KEY") ? text : text.replaceFirst("\\R$", ""));
    }

    private InvalidRequestException refusal(String option, String expected) {
        return new InvalidRequestException(option, source, expected);
    }
}
