package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.scan.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.rules.ExternalResource;

/** The images of a production in a repository of their own: two that are healthy and one that is not. */
final class ProductionImages extends ExternalResource {
    private final Services services = Services.running();
    private final String repository =
            services.get("REGISTRY") + "/deploy-" + UUID.randomUUID().toString().substring(0, 8) + "/app";
    private Path directory = Path.of("/");

    @Override
    protected void before() throws Throwable {
        directory = Files.createTempDirectory("production-images");
        push("2026.11.0", "health", "version 1 says hello\n");
        push("2026.11.1", "health", "version 2 says hello\n");
        push("2026.11.2", "nothing", "no health here\n");
    }

    @Override
    protected void after() {
        try {
            services.host(directory)
                    .files()
                    .delete(new io.jenkins.plugins.stagedflow.host.HostPath(directory.toString()));
        } catch (RuntimeException e) {
            throw new AssertionError(e);
        }
    }

    String repository() {
        return repository;
    }

    Services services() {
        return services;
    }

    /** Pushes an image that serves one file, and returns its digest. */
    String push(String tag, String file, String content) throws IOException, InterruptedException {
        return new TestImage(services, Files.createTempDirectory(directory, "image"))
                .program("/bin/busybox")
                .dockerfile("ENTRYPOINT [\"/busybox\"]")
                .file("www/" + file, content)
                .push(repository + ":" + tag);
    }
}
