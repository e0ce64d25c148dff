package io.jenkins.plugins.stagedflow.cli;

import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Understands where an option says that a secret is; see {@link SecretSource}. */
final class SecretConverter implements ITypeConverter<SecretSource> {
    private final Map<String, String> environment;
    private final InputStream input;

    SecretConverter(Map<String, String> environment, InputStream input) {
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    /** Returns the source. What is none is not repeated: it may be the secret itself. */
    @Override
    public SecretSource convert(String source) {
        if (source.equals("stdin") || Stream.of("env:", "file:").anyMatch(source::startsWith)) {
            return new SecretSource(source, environment, input);
        }
        throw new TypeConversionException("expected env:NAME, file:PATH or stdin, never the secret itself");
    }
}
