package io.jenkins.plugins.stagedflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.boot.K3sBootRequest;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.DockerConfig;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.stack.StackDown;
import io.jenkins.plugins.stagedflow.stack.StackDownRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.rules.ExternalResource;

/**
 * A small compose project with an image of its own in the registry, and a place of its own for k3s: so that each test
 * class can boot without disturbing another. Everything goes when the tests have ended.
 */
public final class SampleStack extends ExternalResource {
    private static final String COMPOSE = """
            services:
              web:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                command: [httpd, -f, -p, "8080", -h, /www]
                ports: ["127.0.0.1:${WEB_PORT}:8080"]
                stop_signal: SIGKILL
              infra:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                command: [sleep, "600"]
                stop_signal: SIGKILL
              certs:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                command: [echo, certificates are made]
            """;
    private static final String DOCKERFILE = """
            FROM scratch
            COPY busybox /bin/busybox
            COPY www /www
            ENTRYPOINT ["/bin/busybox"]
            """;

    private final String id = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Services services = Services.running();
    private final RecordingConsole console = new RecordingConsole();
    private Path directory = Path.of("/");
    private int webPort;
    private int apiPort;

    @Override
    protected void before() throws Throwable {
        directory = Files.createTempDirectory("staged-flow-" + id).toRealPath();
        webPort = freePort();
        apiPort = freePort();
        Files.writeString(directory.resolve("compose.yaml"), COMPOSE);
        pushImage();
    }

    @Override
    protected void after() {
        try {
            new StackDown(host(), console, Timing.system())
                    .run(StackDownRequest.of("state").with(project()).withK3s());
            docker("image", "rm", "-f", image());
            host().files().delete(new HostPath(directory.toString()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns where the project is. */
    public Path directory() {
        return directory;
    }

    /** Returns the services that run. */
    public Services services() {
        return services;
    }

    /** Returns what the operations printed. */
    public RecordingConsole console() {
        return console;
    }

    /** Returns a host of the services on which k3s goes to a directory of the project. */
    public LocalHost host() {
        return host(Map.of());
    }

    /** Returns such a host with more variables. */
    public LocalHost host(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(services.host(directory).environment());
        environment.put("INSTALL_K3S_BIN_DIR", directory.resolve("bin").toString());
        environment.putAll(more);
        return new LocalHost(directory, environment);
    }

    /** Returns the project with the image that is in the registry. */
    public ComposeProject project() {
        return project("v1", "compose.yaml");
    }

    /** Returns the project with another tag and other files. */
    public ComposeProject project(String tag, String... files) {
        return ComposeProject.in(".")
                .composeFiles(List.of(files))
                .projectName(id)
                .imageTag(tag)
                .composeEnvironment(Map.of(
                        "REGISTRY", services.get("REGISTRY"), "NAMESPACE", id, "WEB_PORT", Integer.toString(webPort)))
                .build();
    }

    /** Returns a request that boots the project with the reader's login. */
    public K3sBootRequest.Builder bootRequest() {
        return K3sBootRequest.builder()
                .version(services.get("K3S_VERSION"))
                .installSha256(services.get("K3S_INSTALL_SHA256"))
                .mirror(services.get("MIRROR_URL"))
                .serverArgs(List.of(
                        "--disable=traefik",
                        "--tls-san host.docker.internal",
                        "--write-kubeconfig=" + directory.resolve("k3s.yaml"),
                        "--https-listen-port " + apiPort))
                .compose(project())
                .infraServices(List.of("infra"))
                .login(services.get("REGISTRY"), reader())
                .timeout(Duration.ofMinutes(2))
                .stateDirectory("state");
    }

    /** Returns the login that may pull. */
    public RegistryLogin reader() {
        return new RegistryLogin(services.get("READER_USER"), services.secret("READER_PASSWORD_FILE"));
    }

    /** Returns a URL of the web service. */
    public String url(String path) {
        return "http://127.0.0.1:" + webPort + path;
    }

    /** Returns the port of the cluster. */
    public int apiPort() {
        return apiPort;
    }

    /** Returns the name of the project. */
    public String name() {
        return id;
    }

    /** Writes a file of the project. */
    public void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** Takes everything down between two tests of a class. */
    public void down() throws InterruptedException {
        new StackDown(host(), console, Timing.system())
                .run(StackDownRequest.of("state").with(project()).withK3s());
    }

    /** Removes the containers of the project, whichever compose made them, and leaves all else. */
    public void removeContainers() throws InterruptedException {
        String label = "label=com.docker.compose.project=" + id;
        for (String container : docker("ps", "-aq", "--filter", label).lines().toList()) {
            docker("rm", "-f", "-v", container);
        }
    }

    /** Runs docker and returns what it printed. */
    public String docker(String... arguments) throws InterruptedException {
        return host().run(
                        Command.of("docker")
                                .arguments(List.of(arguments))
                                .captured()
                                .build(),
                        Console.silent())
                .output();
    }

    private String image() {
        return services.get("REGISTRY") + "/" + id + "/app:v1";
    }

    private void pushImage() throws IOException, InterruptedException {
        Path context = Files.createDirectories(directory.resolve("image"));
        Files.createDirectories(context.resolve("www"));
        Files.writeString(context.resolve("www/index.html"), "I am fine\n");
        Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"));
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
        RegistryLogin pusher = new RegistryLogin(services.get("PUSHER_USER"), services.secret("PUSHER_PASSWORD_FILE"));
        try (DockerConfig login = DockerConfig.temporary(host(), services.get("REGISTRY"), pusher)) {
            docker(login, "build", "-q", "-t", image(), context.toString());
            docker(login, "push", "-q", image());
        }
        docker("image", "rm", image());
    }

    private void docker(DockerConfig login, String... arguments) throws InterruptedException {
        Command command = Command.of("docker")
                .arguments(List.of(arguments))
                .environment("DOCKER_BUILDKIT", "0")
                .environment(DockerConfig.VARIABLE, login.directory().value())
                .build();
        CommandResult result = host().run(command, console);
        assertThat(result.isSuccess()).as(result::reason).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
