package io.jenkins.plugins.stagedflow.library;

import io.jenkins.plugins.stagedflow.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The whole flow on a stack of one image, whose only service is busybox with a page: all phases, and each of them short.
 * Its end-to-end tests hold page, cluster and logins against what is their own.
 */
public final class SmallFlow {
    /** The Jenkinsfile. */
    public static final String JENKINSFILE = "@Library('staged-flow') _\n\n"
            + call("stagedFlow", SmallFlow.PLACE, SmallFlow.TESTS, SmallFlow.SCAN, SmallFlow.DEPLOY) + "\n";

    private static final String PLACE = """
                agent: 'docker',
                images: ['app'], registry: env.REGISTRY, namespace: env.NAMESPACE, credentialsId: 'registry'""";

    private static final String TESTS = """
                unitTests: [page: 'test -s www/index.html', closure: { echo 'a closure' }],
                build: './build "$IMAGE_PREFIX/app:$IMAGE_TAG"',
                ports: ['WEB_PORT', 'K3S_PORT'],
                stack: [composeFiles: ['compose.yml'],
                        composeEnvironment: [REGISTRY: env.REGISTRY, NAMESPACE: env.NAMESPACE, WEB_PORT: '${WEB_PORT}']],
                boot: [mirror: env.K3S_MIRROR, installSha256: env.K3S_INSTALL_SHA256,
                       serverArgs: ['--tls-san=host.docker.internal', '--https-listen-port=${K3S_PORT}',
                                    '--write-kubeconfig=${WORKSPACE_TMP}/k3s.yaml']],
                ready: [namespace: 'small', health: [[name: 'web', url: 'http://127.0.0.1:${WEB_PORT}/', timeout: 60]]],
                endToEndTests: [web: [run: './e2e', shards: 2, env: [INSTALL_K3S_BIN_DIR: '${WORKSPACE_TMP}/k3s']]]""";

    private static final String SCAN = """
                scan: [scanners: ['secret']]""";

    private static final String DEPLOY = """
                deploy: [host: env.DEPLOY_HOST, port: env.DEPLOY_PORT.toInteger(), credentialsId: 'deploy-key',
                         knownHosts: env.DEPLOY_KNOWN_HOSTS, directory: env.DEPLOY_DIRECTORY,
                         registryCredentialsId: 'registry-reader', composeFiles: ['compose.yml'],
                         env: [REGISTRY: env.REGISTRY, NAMESPACE: env.NAMESPACE, WEB_PORT: env.DEPLOY_BACKEND_PORT],
                         healthUrl: env.DEPLOY_HEALTH_URL, healthTimeout: (env.DEPLOY_HEALTH_TIMEOUT ?: '8').toInteger()]""";

    private static final String BUILD = """
            #!/bin/sh -e
            cp "$(command -v busybox)" .
            DOCKER_BUILDKIT=0 exec docker build -q -t "$1" .
            """;

    private static final String DOCKERFILE = """
            FROM scratch
            COPY busybox /bin/busybox
            COPY www /www
            ENTRYPOINT ["/bin/busybox"]
            """;

    private static final String COMPOSE = """
            services:
              web:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                command: [httpd, -f, -p, "8080", -h, /www]
                ports: ["127.0.0.1:${WEB_PORT}:8080"]
                stop_signal: SIGKILL
            """;

    /** That the page is of this commit, the cluster the one that was booted here, and that no login is left to others. */
    private static final String END_TO_END = """
            #!/bin/sh -eu
            curl -sf "http://127.0.0.1:$WEB_PORT/" | cmp - www/index.html
            grep -q ":$K3S_PORT" "$WORKSPACE_TMP/k3s.yaml"
            grep -q ":$K3S_PORT" kubeconfig.yaml
            ! grep -qF "$REGISTRY" "${DOCKER_CONFIG:-$HOME/.docker}/config.json"
            """;

    private final Services services;
    private final SampleRepository repository;
    private final List<String> productions = new ArrayList<>();
    private final Map<String, String> variables;
    private final String name = "lib" + UUID.randomUUID().toString().substring(0, 8);

    /** Makes its repository and an empty production below a directory. */
    public SmallFlow(Services services, Path directory) throws IOException, InterruptedException {
        this.services = services;
        repository = SampleRepository.empty(Files.createDirectories(directory)).ignore("runs/");
        reset();
        commit("www/index.html", name + "\n");
        variables = withProduction(name);
    }

    /** Writes everything as it was at first, for the next commit. */
    public void reset() throws IOException {
        write("Jenkinsfile", JENKINSFILE);
        write("build", BUILD);
        write("Dockerfile", DOCKERFILE);
        write("compose.yml", COMPOSE);
        write("e2e", END_TO_END);
        Files.deleteIfExists(repository.sources().resolve("www/key.txt"));
    }

    /** Returns the Jenkinsfile with clusters that boot while the image is built. */
    public static String besideBuild() {
        return JENKINSFILE.replace("boot: [", "bootBesideBuild: true, boot: [");
    }

    /** Returns an example of the documentation with what its call of the library says of a stack replaced by this one. */
    public static String like(Path example) throws IOException {
        Matcher call = Pattern.compile("(?ms)^ +(\\w+)\\(\\n +agent.*?^ +\\)$").matcher(Files.readString(example));
        return call.replaceAll(found -> Matcher.quoteReplacement(
                switch (found.group(1)) {
                    case "stackTests" -> call("stackTests", PLACE, TESTS);
                    case "scanAndPromote" -> call("scanAndPromote", PLACE, SCAN, "sha: params.sha");
                    default -> call("releaseAndDeploy", PLACE, DEPLOY, "skipDeploy: params.skipDeploy");
                }));
    }

    private static String call(String variable, String... arguments) {
        return variable + "(\n" + String.join(",\n", arguments) + "\n)";
    }

    /** Returns its variables with another production. */
    public Map<String, String> withAnotherProduction() throws IOException, InterruptedException {
        return withProduction(name + "-other");
    }

    private Map<String, String> withProduction(String project) throws IOException, InterruptedException {
        // The project of compose is called after the directory.
        Path production = repository.cloneTo(repository.remote().resolveSibling(project));
        productions.add(project);
        Map<String, String> all = new LinkedHashMap<>(repository.variables(services, production));
        all.put("NAMESPACE", name);
        all.put("BRANCH_NAME", "main");
        all.computeIfPresent("DEPLOY_HEALTH_URL", (key, url) -> url.replaceAll("(://[^/]+/).*", "$1"));
        return Map.copyOf(all);
    }

    /** Returns its repository. */
    public SampleRepository repository() {
        return repository;
    }

    /** Returns the variables that its Jenkinsfile takes from its surroundings. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Writes a file that can be run, for the next commit. */
    public void write(String file, String content) throws IOException {
        Path path = repository.sources().resolve(file);
        Files.writeString(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Commits all that was written, and a file. */
    public void commit(String file, String content) throws IOException, InterruptedException {
        repository.commit(file, content);
    }

    /** Builds its image, so that builds of the same files find all of it. */
    public void build() throws IOException, InterruptedException {
        ProcessBuilder build = new ProcessBuilder("sh", "-c", "./build \"$1\"; rm busybox", "build", name);
        build.environment().put("DOCKER_HOST", services.get("DOCKER_HOST"));
        build.directory(repository.sources().toFile()).inheritIO().start().waitFor();
    }

    /** Returns the digest of a tag of its image. */
    public String digest(String tag) {
        Path login = login();
        return output(
                Map.of(
                        "DOCKER_CONFIG",
                        login.toString(),
                        "PATH",
                        services.get("PATH_ADDITION") + ":" + System.getenv("PATH")),
                "env",
                "crane",
                "digest",
                "--insecure",
                services.get("REGISTRY") + "/" + name + "/app:" + tag);
    }

    /** Returns the images that its production runs. */
    public String inProduction() {
        return docker("ps", "--format", "{{.Image}}", "--filter", "label=com.docker.compose.project=" + name);
    }

    /** Returns the page that its production answers with. */
    public String page() {
        return output(Map.of(), "curl", "-sf", variables.get("DEPLOY_HEALTH_URL"));
    }

    /** Removes the containers of its productions. */
    public void takeDown() {
        for (String project : productions) {
            docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)
                    .lines()
                    .forEach(id -> docker("rm", "-fv", id));
        }
    }

    private Path login() {
        String reader = services.get("READER_USER") + ":" + services.contentOf("READER_PASSWORD_FILE");
        String auth = Base64.getEncoder().encodeToString(reader.getBytes(StandardCharsets.UTF_8));
        try {
            Path directory = Files.createDirectories(repository.remote().resolveSibling("login"));
            Files.writeString(
                    directory.resolve("config.json"),
                    "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(services.get("REGISTRY"), auth));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String docker(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return output(Map.of("DOCKER_HOST", services.get("DOCKER_HOST")), command);
    }

    private static String output(Map<String, String> environment, String... command) {
        try {
            ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            process.environment().putAll(environment);
            return new String(process.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
