package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small production: a git remote, a checkout of it reached over SSH, and one service of the given image. */
final class Production {
    private static final String COMPOSE = """
            version: '2.4'
            services:
              app:
                image: %s:${IMAGE_TAG:-none}
                stop_grace_period: 1s
                network_mode: host
                command: ["httpd", "-f", "-p", "127.0.0.1:%d", "-h", "/www"]
                environment:
                  - GREETING
                  - API_KEY
            """;

    private final Services services;
    private final Path root;
    private final Host host;
    private final String repository;
    private final int port;
    private final List<String> before = allTemporaryDirectories();

    Production(Services services, Path root, String repository) throws Exception {
        this.services = services;
        this.root = root;
        this.repository = repository;
        host = services.host(root);
        port = freePort();
        sh("git init -q --bare -b main remote.git && git clone -q remote.git source 2>/dev/null");
        commit("compose.yml", COMPOSE.formatted(repository, port));
        sh("git clone -q remote.git " + name());
    }

    /** Returns the checkout that is deployed to. */
    Path checkout() {
        return root.resolve(name());
    }

    String healthUrl() {
        return "http://127.0.0.1:" + port + "/health";
    }

    /** Returns a request that deploys with all that is right. */
    DeployRequestBuilder request() {
        return DeployRequest.builder()
                .host(services.get("SSH_HOST"))
                .port(Integer.parseInt(services.get("SSH_PORT")))
                .user(services.get("SSH_USER"))
                .privateKey(privateKey())
                .knownHosts(services.contentOf("SSH_KNOWN_HOSTS_FILE"))
                .directory(checkout().toString())
                .registryLogin(
                        services.get("REGISTRY"),
                        new RegistryLogin(services.get("READER_USER"), services.secret("READER_PASSWORD_FILE")))
                .healthUrl(healthUrl())
                .healthTimeout(Duration.ofSeconds(20));
    }

    /** Deploys from this machine and returns the result; what is printed is lost. */
    DeployResult deploy(DeployRequestBuilder request) throws InterruptedException {
        return deploy(request, Console.silent());
    }

    /** Deploys from this machine and returns the result. */
    DeployResult deploy(DeployRequestBuilder request, Console console) throws InterruptedException {
        return new SshDeploy(host, console).deploy(request.build());
    }

    /** Deploys what must fail, and returns the failure. */
    OperationFailedException failure(DeployRequestBuilder request, Console console) {
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> deploy(request, console));
        assertThat(failure).isNotNull();
        return failure;
    }

    /** Deploys what must fail, and returns the failure; what is printed is lost. */
    OperationFailedException failure(DeployRequestBuilder request) {
        return failure(request, Console.silent());
    }

    /** Returns a new line to the sshd. */
    FaultyLine line() throws IOException {
        return new FaultyLine(services.get("SSH_HOST"), Integer.parseInt(services.get("SSH_PORT")));
    }

    /** Returns a request that goes over the line. */
    DeployRequestBuilder request(FaultyLine line) {
        return request().port(line.port()).knownHosts("").hostKey(hostKey());
    }

    String hostKey() {
        return services.contentOf("SSH_HOST_KEY_FILE");
    }

    /** Requires that no phase has left a temporary file, or will have in a moment. */
    void shouldLeaveNothingTemporary() throws InterruptedException {
        for (int look = 0; look < 100 && !temporaryDirectories().isEmpty(); look++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(temporaryDirectories()).isEmpty();
    }

    /** Returns the temporary directories of phases that were not there before. */
    List<String> temporaryDirectories() {
        return allTemporaryDirectories().stream()
                .filter(name -> !before.contains(name))
                .toList();
    }

    private static List<String> allTemporaryDirectories() {
        String[] names = Path.of("/tmp").toFile().list((directory, name) -> name.matches("staged-flow-[0-9a-f]{8}-.*"));
        return names == null ? List.of() : List.of(names);
    }

    Secret privateKey() {
        return Secret.of(services.contentOf("SSH_KEY_FILE") + "\n");
    }

    /** Commits and pushes a file, and returns the commit. */
    String commit(String file, String content) throws Exception {
        Files.writeString(root.resolve("source").resolve(file), content);
        sh("cd source && git add . && git -c user.name=t -c user.email=t@localhost commit -qm change"
                + " && git push -q origin HEAD:main");
        return sh("git -C source rev-parse HEAD").strip();
    }

    /** Gives the checkout a hook of git that runs a shell script. */
    void hook(String name, String script) throws IOException {
        Path hook = Files.createDirectories(checkout().resolve(".git/hooks")).resolve(name);
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
    }

    String head() throws InterruptedException {
        return sh("git -C " + name() + " rev-parse HEAD").strip();
    }

    /** Returns what the health URL answers, or why it does not. */
    String answer() throws InterruptedException {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(healthUrl())).build(),
                            HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body().strip() : "status " + response.statusCode();
        } catch (IOException e) {
            return "nobody";
        }
    }

    /** Returns the answer for a thread that nobody interrupts. */
    String answerQuietly() {
        try {
            return answer();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the containers of this production. */
    String containers() throws InterruptedException {
        return sh("docker ps --all --quiet --filter label=com.docker.compose.project=" + name());
    }

    /** Returns the output of a script that starts above the checkout. */
    String sh(String script) throws InterruptedException {
        return host.run(Command.of("sh", "-c", script).captured().build(), Console.silent())
                .orFail("run '" + script + "'", "")
                .output();
    }

    /** Runs a script for a thread that nobody interrupts. */
    void shQuietly(String script) {
        try {
            sh(script);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes containers and images. */
    void remove() throws InterruptedException {
        sh("rm -rf " + name()
                + "/.git/staged-flow; for id in $(docker ps -aq --filter label=com.docker.compose.project=" + name()
                + "); do docker rm -f $id; done; docker images -q " + repository
                + " | sort -u | xargs -r docker rmi -f || true");
    }

    private String name() {
        return "target" + port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
