package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A git repository with a remote beside it, for flows that check it out, release it and deploy it. */
public final class SampleRepository {
    private final Path directory;

    private SampleRepository(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        git(directory, "init", "-q", "--bare", "-b", "main", remote().toString());
        git(directory, "clone", "-q", remote().toString(), sources().toString());
    }

    /** Returns one without a commit, below a directory. */
    public static SampleRepository empty(Path directory) throws IOException, InterruptedException {
        return new SampleRepository(directory);
    }

    /** Returns one with the Jenkinsfile, the sample stack and the documentation of this project. */
    public static SampleRepository ofProject(Path directory) throws IOException, InterruptedException {
        SampleRepository repository = new SampleRepository(directory);
        String copy = "cp -R demo docs Jenkinsfile \"$1\"";
        assertThat(new ProcessBuilder(
                                "sh", "-ec", copy, "copy", repository.sources().toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        repository.commit("demo/stack/backend/MESSAGE", "Change " + UUID.randomUUID() + "\n");
        return repository;
    }

    /** Writes a file, commits everything and pushes it. */
    public SampleRepository commit(String file, String content) throws IOException, InterruptedException {
        Path path = sources().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        git(sources(), "add", "--all");
        git(sources(), "commit", "-q", "-m", "Change " + file);
        git(sources(), "push", "-q", "origin", "HEAD:main");
        return this;
    }

    /** Leaves files that match out of all commits. */
    public SampleRepository ignore(String... patterns) throws IOException {
        Files.write(sources().resolve(".git/info/exclude"), List.of(patterns));
        return this;
    }

    /** Returns the whole id of the last commit. */
    public String head() throws IOException, InterruptedException {
        return git(sources(), "rev-parse", "HEAD").strip();
    }

    /** Returns the tag of the images of the last commit. */
    public String tag() throws IOException, InterruptedException {
        return "sha-" + head().substring(0, 7);
    }

    /** Returns the git tags of the remote, one a line. */
    public String releases() throws IOException, InterruptedException {
        return git(remote(), "tag").strip();
    }

    /** Returns where the commits are pushed to. */
    public Path remote() {
        return directory.resolve("remote.git");
    }

    /** Returns where the sources are. */
    public Path sources() {
        return directory.resolve("sources");
    }

    /** Clones the remote. */
    public Path cloneTo(Path target) throws IOException, InterruptedException {
        git(directory, "clone", "-q", remote().toString(), target.toString());
        return target;
    }

    /** Returns the variables by which the Jenkinsfile of the project finds the services and a production of its own. */
    public Map<String, String> variables(Services services, Path production) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        String port = freePort();
        variables.put("REGISTRY", services.get("REGISTRY"));
        variables.put("K3S_MIRROR", services.get("MIRROR_URL"));
        variables.put("K3S_INSTALL_SHA256", services.get("K3S_INSTALL_SHA256"));
        variables.put("TRIVY_SCANNERS", "secret,misconfig");
        variables.put("DEPLOY_HOST", services.get("SSH_HOST"));
        variables.put("DEPLOY_PORT", services.get("SSH_PORT"));
        variables.put("DEPLOY_KNOWN_HOSTS", services.contentOf("SSH_KNOWN_HOSTS_FILE"));
        variables.put("DEPLOY_DIRECTORY", production.toString());
        variables.put("DEPLOY_BACKEND_PORT", port);
        variables.put("DEPLOY_FRONTEND_PORT", freePort());
        variables.put("DEPLOY_HEALTH_URL", "http://127.0.0.1:" + port + "/api/v1/health/live");
        return variables;
    }

    /** Removes the containers, volumes and networks of the production. */
    public void takeDown(Services services, Path production) throws IOException, InterruptedException {
        String down = "for id in $(docker ps -aq --filter label=com.docker.compose.project.working_dir=\"$1\"); do"
                + " docker rm -fv $id; done";
        ProcessBuilder process = new ProcessBuilder(
                "sh", "-c", down, "down", production.resolve("demo/stack").toString());
        process.environment().put("DOCKER_HOST", services.get("DOCKER_HOST"));
        process.inheritIO().start().waitFor();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static String git(Path where, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder git = new ProcessBuilder("git", "-c", "user.name=Sample", "-c", "user.email=sample@localhost");
        git.command().addAll(List.of(arguments));
        Process process = git.directory(where.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git " + String.join(" ", arguments)).isZero();
        return output;
    }
}
