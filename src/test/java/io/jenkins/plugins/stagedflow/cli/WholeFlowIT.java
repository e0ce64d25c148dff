package io.jenkins.plugins.stagedflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.ProcessSampler;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The sample stack from a commit to a healthy production, through the command line and on the real services. */
public class WholeFlowIT {
    private static final List<String> IMAGES = List.of("base", "backend", "cert-generator", "frontend");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String namespace = "flow-" + id;
    private final int backendPort = freePort();
    private final int frontendPort = freePort();
    private final int productionPort = freePort();
    private final int productionFrontendPort = freePort();
    private final List<String> printed = new ArrayList<>();
    private CommandLineRunner program;
    private LocalHost host;
    private Path root;
    private Path sample;
    private Path production;
    private String commit;
    private String tag;

    @Before
    public void commitAChange() throws Exception {
        root = folder.getRoot().toPath();
        sample = root.resolve("sample");
        production = root.resolve("production");
        host = services.host(root);
        program = new CommandLineRunner()
                .with(host.environment())
                .with("STAGED_FLOW_STATE_DIRECTORY", root.resolve("state").toString())
                .with("INSTALL_K3S_BIN_DIR", root.resolve("k3s-bin").toString());
        sh("git clone --quiet --bare \"$0\" remote.git && git clone --quiet remote.git sample && cd sample"
                + " && echo \"Change $1\" >backend/MESSAGE"
                + " && git -c user.name=Test -c user.email=test@localhost commit --quiet --all --message Change"
                + " && git push --quiet origin HEAD:main && cd .. && git clone --quiet remote.git production");
        commit = sh("git -C sample rev-parse HEAD").strip();
        tag = "sha-" + commit.substring(0, 7);
        sh("sample/build local-" + id + " " + tag);
    }

    @After
    public void cleanUp() throws Exception {
        run("down", Stream.concat(stack().stream(), Stream.of("--k3s")).toArray(String[]::new));
        String compose = "cd production && docker-compose -p production-" + id + " down -v || true;";
        sh(compose + " docker images --format '{{.Repository}}:{{.Tag}}' | grep -e local-" + id + " -e " + namespace
                + " | xargs -r docker rmi -f >/dev/null 2>&1 || true");
    }

    @Test
    public void shouldCarryAChangeFromCommitToProductionAndShowNoSecret() throws Exception {
        Set<String> commandLines;
        try (ProcessSampler sampler = new ProcessSampler()) {
            wholeFlow();
            commandLines = sampler.commandLines();
        }

        assertThat(commandLines).anyMatch(line -> line.contains("trivy image"));
        for (String secret : secrets()) {
            assertThat(commandLines).noneMatch(line -> line.contains(secret));
            assertThat(printed).noneMatch(text -> text.contains(secret));
            assertThat(filesWith(secret, root)).isEmpty();
            assertThat(temporaryFilesWith(secret)).isEmpty();
        }
    }

    private void wholeFlow() throws Exception {
        JsonNode pushed = json(run("push", login("pusher", pushArguments())));
        run("boot", login("pusher", bootArguments()));
        run("ready", readyArguments());
        assertThat(health(backendPort)).contains("\"version\":\"" + tag + "\"", "Change " + id, "host.docker.internal");
        JsonNode scanned = json(run(
                "scan",
                login(
                        "pusher",
                        "--json",
                        "--registry",
                        registry(),
                        "--scanners",
                        "secret,misconfig",
                        "--output",
                        "reports",
                        "--pushed",
                        "push.json")));
        run(
                "promote",
                login(
                        "pusher",
                        "--json",
                        "--registry",
                        registry(),
                        "--namespace",
                        namespace,
                        "--from",
                        tag,
                        "--to",
                        "latest",
                        "--scan",
                        "scan.json",
                        "base",
                        "backend",
                        "cert-generator",
                        "frontend"));
        JsonNode released = json(run("release", login("pusher", releaseArguments())));
        String version = released.path("version").asText();
        run("deploy", login("reader", deployArguments(version)));

        assertThat(health(productionPort)).contains("\"version\":\"" + version + "\"", "Change " + id);
        assertThat(sh("git --git-dir remote.git rev-parse '" + version + "^{commit}'")
                        .strip())
                .isEqualTo(commit);
        for (String image : IMAGES) {
            String digest = pushed.path("images").path(image).path("digest").asText();
            assertThat(digests(scanned)).contains(digest);
            assertThat(digestAt(image + ":latest")).isEqualTo(digest);
            assertThat(digestAt(image + ":" + version)).isEqualTo(digest);
        }
        run("summary", "--html", "summary.html", "record");
        assertThat(Files.readString(root.resolve("summary.html"))).contains(version);
    }

    private String[] pushArguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--json", "--registry", registry(), "--namespace", namespace, "--tag", tag));
        IMAGES.forEach(image -> arguments.add("local-" + id + "/" + image + ":" + tag));
        return arguments.toArray(String[]::new);
    }

    private String[] bootArguments() {
        List<String> arguments = new ArrayList<>(stack());
        arguments.addAll(List.of(
                "--mirror",
                services.get("MIRROR_URL"),
                "--install-sha256",
                services.get("K3S_INSTALL_SHA256"),
                "--server-arg=--write-kubeconfig=" + root.resolve("k3s.yaml"),
                "--server-arg=--https-listen-port=" + freePort(),
                "--infra",
                "store",
                "--infra",
                "queue",
                "--registry",
                registry()));
        return arguments.toArray(String[]::new);
    }

    private String[] readyArguments() {
        List<String> arguments = new ArrayList<>(stack());
        arguments.addAll(List.of(
                "--namespace",
                "sample",
                "--file",
                "config.test.toml=config.toml",
                "--background",
                "cert-generator",
                "--health",
                "backend=http://127.0.0.1:" + backendPort + "/api/v1/health/live",
                "--health",
                "frontend=https://127.0.0.1:" + frontendPort + "/",
                "--insecure",
                "frontend",
                "--logs-on-failure",
                "logs"));
        return arguments.toArray(String[]::new);
    }

    private List<String> stack() {
        return List.of(
                "--project-directory",
                sample.toString(),
                "--project-name",
                "stack-" + id,
                "--image-tag",
                tag,
                "--env",
                "REGISTRY=" + registry(),
                "--env",
                "NAMESPACE=" + namespace,
                "--env",
                "KUBECONFIG_FILE=./kubeconfig.yaml",
                "--env",
                "BACKEND_PORT=" + backendPort,
                "--env",
                "FRONTEND_PORT=" + frontendPort);
    }

    private String[] releaseArguments() {
        return new String[] {
            "--json",
            "-C",
            sample.toString(),
            "--registry",
            registry(),
            "--namespace",
            namespace,
            "--promoted",
            root.resolve("promote.json").toString(),
            "--commit",
            commit,
            "base",
            "backend",
            "cert-generator",
            "frontend"
        };
    }

    private String[] deployArguments(String version) {
        return new String[] {
            "--json",
            "--host",
            services.get("SSH_HOST"),
            "--port",
            services.get("SSH_PORT"),
            "--user",
            services.get("SSH_USER"),
            "--key-from",
            "file:" + services.get("SSH_KEY_FILE"),
            "--known-hosts",
            services.get("SSH_KNOWN_HOSTS_FILE"),
            "--target-directory",
            production.toString(),
            "--registry",
            registry(),
            "--image-tag",
            version,
            "--env",
            "REGISTRY=" + registry(),
            "--env",
            "NAMESPACE=" + namespace,
            "--env",
            "CONFIG_FILE=./config.prod.toml",
            "--env",
            "COMPOSE_PROJECT_NAME=production-" + id,
            "--env",
            "BACKEND_PORT=" + productionPort,
            "--env",
            "FRONTEND_PORT=" + productionFrontendPort,
            "--health-url",
            "http://127.0.0.1:" + productionPort + "/api/v1/health/live"
        };
    }

    /** Returns what the command printed on standard output, which must be JSON if it was asked for. */
    private String run(String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        if (!Arrays.asList(arguments).contains("-C")) {
            line.addAll(List.of("-C", root.toString()));
        }
        if (!command.equals("summary")) {
            line.addAll(List.of("--record", root.resolve("record").toString()));
        }
        line.addAll(List.of(arguments));
        int status = program.run(line.toArray(String[]::new));
        printed.add(program.output());
        printed.add(program.errors());
        assertThat(status).as(program.errors()).isZero();
        Files.writeString(root.resolve(command + ".json"), program.output());
        return program.output();
    }

    private String[] login(String user, String... arguments) {
        String key = user.toUpperCase(java.util.Locale.ROOT);
        String[] login = {
            "--username", services.get(key + "_USER"), "--password-from", "file:" + services.get(key + "_PASSWORD_FILE")
        };
        return Stream.concat(Arrays.stream(login), Arrays.stream(arguments)).toArray(String[]::new);
    }

    private List<String> secrets() {
        List<String> passwords =
                List.of(services.contentOf("PUSHER_PASSWORD_FILE"), services.contentOf("READER_PASSWORD_FILE"));
        List<String> secrets = new ArrayList<>(passwords);
        secrets.add(basic("PUSHER"));
        secrets.add(basic("READER"));
        services.contentOf("SSH_KEY_FILE")
                .lines()
                .filter(line -> !line.startsWith("-----") && line.length() > 60)
                .forEach(secrets::add);
        return secrets;
    }

    private String basic(String user) {
        String pair = services.get(user + "_USER") + ":" + services.contentOf(user + "_PASSWORD_FILE");
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> filesWith(String secret, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, secret))
                    .toList();
        }
    }

    private static List<Path> temporaryFilesWith(String secret) throws IOException {
        try (Stream<Path> below = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return below.filter(path -> path.getFileName().toString().startsWith("staged-flow-docker-"))
                    .map(path -> path.resolve("config.json"))
                    .filter(file -> holds(file, secret))
                    .toList();
        }
    }

    // Other people's files come and go while this looks.
    private static boolean holds(Path file, String secret) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            return false;
        }
    }

    private String digestAt(String image) throws InterruptedException {
        String reference = registry() + "/" + namespace + "/" + image;
        return sh("crane auth login \"$2\" -u \"$3\" --password-stdin <\"$4\" 2>/dev/null && crane digest --insecure "
                        + reference + "; rm -rf crane")
                .strip();
    }

    private static Set<String> digests(JsonNode scanned) {
        Set<String> digests = new java.util.HashSet<>();
        scanned.path("images").forEach(image -> digests.add(image.path("digest").asText()));
        return digests;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static String health(int port) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/health/live");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private String sh(String script) throws InterruptedException {
        return host.run(
                        Command.of("sh", "-c", script)
                                .arguments(
                                        services.get("GIT_REMOTE"),
                                        id,
                                        registry(),
                                        services.get("READER_USER"),
                                        services.get("READER_PASSWORD_FILE"))
                                .environment(
                                        "DOCKER_CONFIG", root.resolve("crane").toString())
                                .captured()
                                .build(),
                        Console.silent())
                .orFail("prepare the flow", "")
                .output();
    }

    private String registry() {
        return services.get("REGISTRY");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
