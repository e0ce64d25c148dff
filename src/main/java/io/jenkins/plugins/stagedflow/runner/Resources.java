package io.jenkins.plugins.stagedflow.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Sources of the runner itself that are written as Pipelines are. */
final class Resources {
    private Resources() {}

    static String text(Class<?> beside, String name) {
        try (InputStream content = beside.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException(name + " is not beside " + beside.getName());
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
