package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a secret from where an option says: {@code env:NAME}, {@code file:PATH} or {@code stdin}. The secret itself is
 * never an argument, since every user of a machine sees the arguments of all processes.
 */
final class SecretConverter implements ITypeConverter<Secret> {
    private static final int LARGEST = 64 * 1024;

    private final Map<String, String> environment;
    private final InputStream input;

    SecretConverter(Map<String, String> environment, InputStream input) {
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    /** Returns the secret; what is refused is named, unless the secret itself may stand in its place. */
    @Override
    public Secret convert(String source) {
        if (source.startsWith("env:")) {
            return fromEnvironment(source.substring("env:".length()));
        }
        if (source.startsWith("file:")) {
            return fromFile(source.substring("file:".length()));
        }
        if (source.equals("stdin")) {
            return fromInput();
        }
        throw new TypeConversionException("expected env:NAME, file:PATH or stdin, never the secret itself");
    }

    private Secret fromEnvironment(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new TypeConversionException("the variable " + name + " is not set");
        }
        return Secret.of(value);
    }

    private Secret fromFile(String path) {
        try (InputStream file = Files.newInputStream(Path.of(path))) {
            return secret(path, file);
        } catch (IOException | InvalidPathException e) {
            throw new TypeConversionException("the file " + path + " cannot be read");
        }
    }

    private Secret fromInput() {
        try {
            return secret("standard input", input);
        } catch (IOException e) {
            throw new TypeConversionException("standard input cannot be read");
        }
    }

    // A line end after a password belongs to the editor; a private key needs its own.
    private static Secret secret(String source, InputStream content) throws IOException {
        String text = new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new TypeConversionException(source + " is empty");
        }
        return Secret.of(text.contains("PRIVATE KEY") ? text : text.replaceFirst("\\R$", ""));
    }
}
