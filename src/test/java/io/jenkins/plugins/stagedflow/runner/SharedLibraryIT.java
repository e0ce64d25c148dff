package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SampleRepository;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shared library in local runs on the real services. */
public class SharedLibraryIT {
    /** A stack of one image and one service, without a cluster. */
    private static final String SMALL = """
            @Library('staged-flow') _

            stagedFlow(
                images: ['app'], registry: env.REGISTRY, namespace: env.NAMESPACE, credentialsId: 'registry',
                unitTests: [all: 'true'],
                build: 'cp "$(command -v busybox)" . && DOCKER_BUILDKIT=0 docker build -q -t "$IMAGE_PREFIX/app:$IMAGE_TAG" .',
                ports: ['WEB_PORT'], boot: false,
                stack: [composeFiles: ['compose.yml'],
                        composeEnvironment: [REGISTRY: env.REGISTRY, NAMESPACE: env.NAMESPACE, WEB_PORT: '${WEB_PORT}']],
                ready: [health: [[name: 'web', url: 'http://127.0.0.1:${WEB_PORT}/', timeout: 60]]],
                endToEndTests: [web: [run: './e2e', shards: 2]],
                scan: [scanners: ['secret']],
                deploy: [host: env.DEPLOY_HOST, port: env.DEPLOY_PORT.toInteger(), credentialsId: 'deploy-key',
                         knownHosts: env.DEPLOY_KNOWN_HOSTS, directory: env.DEPLOY_DIRECTORY,
                         registryCredentialsId: 'registry-reader', composeFiles: ['compose.yml'],
                         env: [REGISTRY: env.REGISTRY, NAMESPACE: env.NAMESPACE, WEB_PORT: env.DEPLOY_BACKEND_PORT],
                         healthUrl: env.DEPLOY_HEALTH_URL.replace('api/v1/health/live', ''), healthTimeout: 8]
            )
            """;

    private static final String COMPOSE = """
            services:
              web:
                image: "${REGISTRY}/${NAMESPACE}/app:${IMAGE_TAG}"
                command: [httpd, -f, -p, "8080", -h, /www]
                ports: ["127.0.0.1:${WEB_PORT}:8080"]
                stop_signal: SIGKILL
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private final String namespace = "lib" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    public void shouldCarryTheSampleStackToProduction() throws Exception {
        SampleRepository repository =
                SampleRepository.ofProject(folder.getRoot().toPath());
        repository.ignore("runs/");
        Path production = repository.cloneTo(folder.getRoot().toPath().resolve("production"));
        Map<String, String> variables = repository.variables(services, production);
        try {
            Jenkinsfile jenkinsfile = jenkinsfile(repository, variables);
            RunResult result = jenkinsfile.run(Files.readString(Path.of("Jenkinsfile")));

            assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("SUCCESS");
            assertThat(lines(result.tree(), ""))
                    .isEqualTo(Files.readString(Path.of("src/test/resources/flow-tree.txt")));
        } finally {
            repository.takeDown(services, production);
        }
    }

    @Test
    public void shouldPromoteOnlyWhatPassedAndGoBackWhenProductionIsUnhealthy() throws Exception {
        SampleRepository repository = small();
        Path production = repository.cloneTo(folder.getRoot().toPath().resolve("production"));
        Map<String, String> variables = repository.variables(services, production);
        try {
            String first = shouldReachProduction(repository, variables);
            shouldNotPromoteAfterAFailedShard(repository, variables);
            shouldNotPromoteWithAFinding(repository, variables);
            shouldGoBack(repository, variables, first);
        } finally {
            docker("ps", "-aq", "--filter", "label=com.docker.compose.project=production")
                    .lines()
                    .forEach(id -> docker("rm", "-fv", id));
        }
    }

    private String shouldReachProduction(SampleRepository repository, Map<String, String> variables) throws Exception {
        Jenkinsfile jenkinsfile = jenkinsfile(repository, variables);
        RunResult result = jenkinsfile.run(SMALL);

        assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("SUCCESS");
        assertThat(running()).contains("/" + namespace + "/app");
        return digest("latest");
    }

    private void shouldNotPromoteAfterAFailedShard(SampleRepository repository, Map<String, String> variables)
            throws Exception {
        String latest = digest("latest");
        repository.commit("www/index.html", "shard\n");
        write(repository, "e2e", "#!/bin/sh\n[ \"$SHARD\" != 1 ] || exit 5\nsleep 2\necho shard $SHARD has ended\n");

        Jenkinsfile jenkinsfile = jenkinsfile(repository, variables);
        RunResult result = jenkinsfile.run(SMALL);

        assertThat(result.result().name()).isEqualTo("FAILURE");
        assertThat(lines(result.tree(), ""))
                .contains("End-to-end tests: web 2/2")
                .doesNotContain("Scan", "Promote");
        assertThat(jenkinsfile.console()).contains("shard 2 has ended");
        assertThat(digest("latest")).isEqualTo(latest);
        try (Stream<Path> kept = Files.walk(result.directory())) {
            assertThat(kept.map(Path::toString))
                    .anyMatch(file -> file.contains("artifacts") && file.contains("logs/web-1-2/"));
        }
        write(repository, "e2e", "#!/bin/sh\ntrue\n");
    }

    private void shouldNotPromoteWithAFinding(SampleRepository repository, Map<String, String> variables)
            throws Exception {
        String latest = digest("latest");
        // In the form of a key, so that the scanner finds it; it was never one.
        repository.commit("www/key.txt", "aws_access_key_id = AKIA" + "QYLPMN5HFIQR7XYA\n");

        Jenkinsfile jenkinsfile = jenkinsfile(repository, variables);
        RunResult result = jenkinsfile.run(SMALL);

        assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("FAILURE");
        assertThat(lines(result.tree(), "")).endsWith("Scan\n");
        assertThat(digest("latest")).isEqualTo(latest);
        Files.delete(repository.sources().resolve("www/key.txt"));
    }

    private void shouldGoBack(SampleRepository repository, Map<String, String> variables, String first)
            throws Exception {
        String before = running();
        // Healthy where the tests ask, and not in production.
        String compose = COMPOSE.replace("-h, /www]", "-h, \"${ROOT:-/www}\"]");
        repository.commit("compose.yml", compose);

        Jenkinsfile jenkinsfile = jenkinsfile(repository, variables);
        RunResult result = jenkinsfile.run(SMALL.replace("env: [REGISTRY", "env: [ROOT: '/nowhere', REGISTRY"));

        assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("FAILURE");
        assertThat(lines(result.tree(), "")).endsWith("Release\nDeploy\n");
        assertThat(running()).isEqualTo(before);
        assertThat(digest("latest")).isNotEqualTo(first).isEqualTo(digest(repository.tag()));
        assertThat(jenkinsfile.console()).contains("and latest stand as they are");
    }

    private SampleRepository small() throws Exception {
        SampleRepository repository =
                SampleRepository.empty(folder.getRoot().toPath()).ignore("runs/", "Jenkinsfile");
        write(
                repository,
                "Dockerfile",
                "FROM scratch\nCOPY busybox /bin/busybox\nCOPY www /www\nENTRYPOINT [\"/bin/busybox\"]\n");
        write(repository, "compose.yml", COMPOSE);
        write(repository, "e2e", "#!/bin/sh\ntrue\n");
        return repository.commit("www/index.html", "first\n");
    }

    private static void write(SampleRepository repository, String name, String content) throws IOException {
        Path file = repository.sources().resolve(name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Jenkinsfile jenkinsfile(SampleRepository repository, Map<String, String> variables) throws Exception {
        Jenkinsfile jenkinsfile = new Jenkinsfile(repository.sources()).credentials(credentials());
        variables.forEach(jenkinsfile::variable);
        Map<String, String> machine = services.host(repository.sources()).environment();
        return jenkinsfile
                .variable("NAMESPACE", namespace)
                .variable("BRANCH_NAME", "main")
                .environment("DOCKER_HOST", machine.get("DOCKER_HOST"))
                .environment("PATH", machine.get("PATH"));
    }

    private Path credentials() throws IOException {
        Path file = folder.getRoot().toPath().resolve("credentials.json");
        Files.writeString(file, """
                {"registry": {"username": "%s", "passwordFrom": "%s"},
                 "registry-reader": {"username": "%s", "passwordFrom": "%s"},
                 "deploy-key": {"username": "%s", "privateKeyFrom": "%s"}}
                """.formatted(
                        services.get("PUSHER_USER"),
                        services.get("PUSHER_PASSWORD_FILE"),
                        services.get("READER_USER"),
                        services.get("READER_PASSWORD_FILE"),
                        services.get("SSH_USER"),
                        services.get("SSH_KEY_FILE")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private String digest(String tag) throws Exception {
        String program = services.get("PATH_ADDITION").replaceAll(".*:", "") + "/crane";
        Path login = folder.newFolder().toPath();
        String reader = services.get("READER_USER") + ":" + services.contentOf("READER_PASSWORD_FILE");
        String auth =
                java.util.Base64.getEncoder().encodeToString(reader.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.writeString(
                login.resolve("config.json"),
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(services.get("REGISTRY"), auth));
        return output(
                Map.of("DOCKER_CONFIG", login.toString()),
                program,
                "digest",
                "--insecure",
                services.get("REGISTRY") + "/" + namespace + "/app:" + tag);
    }

    private String running() {
        return docker("ps", "--format", "{{.Image}}", "--filter", "label=com.docker.compose.project=production");
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
            return new String(process.start().getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String lines(StageNode node, String indent) {
        StringBuilder lines = new StringBuilder();
        for (StageNode part : node.parts()) {
            lines.append(indent).append(part.name()).append('\n').append(lines(part, indent + "  "));
        }
        return lines.toString();
    }
}
