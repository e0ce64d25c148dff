package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.EnvVars;
import hudson.util.Secret;
import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.stack.StackDown;
import io.jenkins.plugins.stagedflow.stack.StackDownRequest;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A Pipeline with all seven steps against the real services, in which no step ends before its gate is opened: first
 * five of them are under way at once, then {@code stackReady} and {@code trivyScan}. Its Trivy prints the login it is given.
 */
final class SlowFlow implements AutoCloseable {
    private static final String VARIABLE = "env.";
    private static final String API_KEY = "key-that-nobody-may-see";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int SECONDS_TO_INSTALL = 4321;

    private static final String SCRIPT = """
            node('agent') { withEnv(['PATH=@TOOLS@:' + env.PATH]) { parallel(
                cluster: { dir('@STACK@') {
                    def project = [projectDirectory: '@STACK@', composeFiles: ['compose.yaml'], projectName: '@NAME@',
                        imageTag: 'v1', composeEnvironment:
                        [REGISTRY: '@REGISTRY@', NAMESPACE: '@NAME@', WEB_PORT: '@WEB_PORT@']]
                    k3sBoot(project + [version: '@K3S_VERSION@', installSha256: '@K3S_INSTALL_SHA256@', mirror: '@MIRROR_URL@',
                        serverArgs: ['--disable=traefik', '--tls-san host.docker.internal',
                            '--write-kubeconfig=@STACK@/k3s.yaml', '--https-listen-port @API_PORT@'],
                        infraServices: ['infra'], registry: '@REGISTRY@', credentialsId: 'reader', timeout: 300])
                    def ready = stackReady(project + [namespace: 'sample', backgroundServices: ['certs'],
                        health: [[name: 'web', url: 'http://@WEB_PROXY@/', timeout: 150]]])
                    echo "ended: ${ready.services.size()} services, web ${ready.health[0].status}"
                } },
                images: {
                    def pushed = parallelPush(images: ['@NAME@/base': 'base'], registry: '@PROXY@', namespace: '@NAME@',
                        tag: 'sha-1234567', credentialsId: 'pusher')
                    echo "ended: push of ${pushed.images.base.digest}"
                    def scan = trivyScan(images: pushed, scanners: ['secret'], registry: '@PROXY@', credentialsId: 'pusher')
                    echo "ended: scan, passed ${scan.images[0].passed}"
                },
                promotion: {
                    def promoted = cranePromote(images: ['app'], registry: '@PROXY@', namespace: '@NAME@', from: 'v1',
                        to: ['latest', 'stable'], credentialsId: 'pusher')
                    echo "ended: promotion of ${promoted.images.app.digest}"
                },
                release: {
                    def released = calverRelease(images: ['app'], registry: '@PROXY@', namespace: '@NAME@', from: 'v1',
                        directory: '@DIRECTORY@/source', credentialsId: 'pusher')
                    echo "ended: release ${released.version}"
                },
                production: {
                    def result = sshDeploy(host: '@SSH_HOST@', port: @SSH_PORT@, credentialsId: 'deploy',
                        directory: '@TARGET@', registry: '@REGISTRY@', registryCredentialsId: 'reader', imageTag: 'v1',
                        secretEnv: [API_KEY: 'api-key'], healthUrl: 'http://@APP_PROXY@/', healthTimeout: 150,
                        knownHosts: '''@KNOWN_HOSTS@''')
                    echo "ended: deployment of ${result.versionDeployed}, rolled back ${result.rolledBack}"
                }) } }
            """;
    private static final String TRIVY = """
            #!/bin/sh
            login=$(sed -n 's/.*"auth" *: *"\\([^"]*\\)".*/\\1/p' "$DOCKER_CONFIG/config.json" 2>/dev/null)
            if [ -n "$login" ]; then echo "login $login is $(echo "$login" | base64 -d)" >&2; fi
            exec @REAL@/trivy "$@"
            """;

    // The installer of k3s sleeps as long as it is told, and nothing else asks for so long a sleep.
    private static final String SLEEP = """
            #!/bin/sh
            if [ "$1" != @SECONDS@ ]; then exec /bin/sleep "$@"; fi
            : >"@DIRECTORY@/installing"
            while [ ! -e "@DIRECTORY@/install" ]; do /bin/sleep 0.1; done
            """;

    private final SampleStack stack;
    private final Services services;
    private final Path directory;
    private final Path target;
    private final FaultProxy registry;
    private final FaultProxy web;
    private final FaultProxy app;
    private final Gate push = new Gate();
    private final Gate scan = new Gate();
    private final Gate promotion = new Gate();
    private final Gate release = new Gate();
    private final Gate deployment = new Gate();
    private final Gate readiness = new Gate();

    SlowFlow(SampleStack stack, Path directory) throws Exception {
        this.stack = stack;
        this.directory = directory;
        services = stack.services();
        int port = freePort();
        target = directory.resolve("target" + port);
        web = new FaultProxy(stack.url("").replace("http://", "")).always(any -> true, readiness.refusing());
        app = new FaultProxy("127.0.0.1:" + port).always(any -> true, deployment.refusing());
        String name = "/v2/" + stack.name();
        registry = new FaultProxy(services.get("REGISTRY"))
                .always(starting("PUT " + name + "/base/manifests/sha-"), push.holding())
                .always(starting("GET " + name + "/base/blobs/"), scan.holding())
                .always(starting("PUT " + name + "/app/manifests/stable"), promotion.holding())
                .always(starting("PUT " + name + "/app/manifests/20"), release.holding());
        prepare(port);
    }

    /** Returns what a controller needs to know, as it was written into the directory. */
    static Properties settings(Path directory) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve("settings"))) {
            settings.load(reader);
        }
        return settings;
    }

    /** Returns the variables of the agent's process. */
    static EnvVars environment(Properties settings) {
        EnvVars environment = new EnvVars();
        settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith(VARIABLE))
                .forEach(name -> environment.put(name.substring(VARIABLE.length()), settings.getProperty(name)));
        return environment;
    }

    static void addCredentials(Properties settings) throws Exception {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        provider.getCredentials().clear();
        for (String id : List.of("pusher", "reader")) {
            provider.getCredentials()
                    .add(new UsernamePasswordCredentialsImpl(
                            CredentialsScope.GLOBAL, id, "", id, settings.getProperty("password." + id)));
        }
        provider.getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.GLOBAL,
                        "deploy",
                        settings.getProperty("ssh.user"),
                        new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(settings.getProperty("ssh.key") + "\n"),
                        "",
                        ""));
        provider.getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "api-key", "", Secret.fromString(API_KEY)));
        provider.save();
    }

    static WorkflowJob job(JenkinsRule jenkins, Properties settings) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "flow");
        job.setDefinition(new CpsFlowDefinition(settings.getProperty("script"), true));
        return job;
    }

    /** Returns when the five steps that come first are all under way. */
    void awaitFirst(Supplier<String> log) throws InterruptedException {
        await(log, () -> push.isReached()
                && promotion.isReached()
                && release.isReached()
                && deployment.isReached()
                && Files.exists(directory.resolve("installing"))
                && log.get().contains("is being installed"));
    }

    /** Returns when the two steps that come last are under way, and all others have ended. */
    void awaitLast(Supplier<String> log) throws InterruptedException {
        await(log, () -> readiness.isReached() && scan.isReached() && log.get().split("ended: ").length == 5);
    }

    void openFirst() throws IOException {
        Files.writeString(directory.resolve("install"), "");
        List.of(push, promotion, release, deployment).forEach(Gate::open);
    }

    void openLast() {
        List.of(readiness, scan).forEach(Gate::open);
    }

    /** Fails if a step did not end well, or did twice what is done once. */
    void assertDoneOnce(String log) throws Exception {
        assertThat(log)
                .contains(
                        "ended: 3 services, web 200",
                        "ended: scan, passed true",
                        "ended: deployment of v1, rolled back false");
        assertThat(git("--git-dir", directory.resolve("remote.git").toString(), "tag", "--list").lines())
                .as("tags")
                .singleElement()
                .satisfies(tag -> assertThat(log).contains("ended: release " + tag));
        Map<String, Long> uploads = registry.requests().stream()
                .filter(request -> request.startsWith("PUT ") && request.contains("digest="))
                .collect(Collectors.groupingBy(
                        request -> request.replaceAll("/uploads/[^?]*|_state=[^&]*", ""), Collectors.counting()));
        assertThat(uploads).isNotEmpty().allSatisfy((request, count) -> assertThat(count)
                .isEqualTo(1));
        assertThat(Files.readString(state().resolve("jobs/k3s-install/output")).split("Starting k3s on port"))
                .as("k3s is installed once")
                .hasSize(2);
        assertThat(containers(target.getFileName().toString())).as("what runs in production").hasSize(1);
    }

    /** Fails if a promotion or a release has left something. */
    void assertNothingMoved() throws Exception {
        assertThat(git("--git-dir", directory.resolve("remote.git").toString(), "tag", "--list"))
                .isEmpty();
    }

    /** Fails if one of the files below holds a secret, in whatever form. */
    void assertNoSecretIn(Path... roots) throws IOException {
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                assertThat(files.filter(Files::isRegularFile).filter(file -> secrets().anyMatch(content(file)::contains)))
                        .as("files with secrets")
                        .isEmpty();
            }
        }
    }

    /** Fails if steps have left temporary files or logins behind in the workspaces below. */
    void assertNothingLeftIn(Path workspaces) throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(workspaces), Files.walk(state()))) {
            assertThat(files.filter(file -> file.toString().matches(".*/staged-flow-(step|docker|scan)-.*|.*/config\\.json")))
                    .isEmpty();
        }
    }

    /** Returns where k3sBoot and stackReady keep their state. */
    Path state() {
        return Path.of(stack.directory() + "@tmp/staged-flow");
    }

    /** Returns the command lines of what runs for the flow: its jobs, its compose, its scanner. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(state().toString()) || line.contains(registry.address()))
                .toList();
    }

    List<String> containers(String project) throws InterruptedException {
        return stack.docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)
                .lines()
                .toList();
    }

    @Override
    public void close() throws IOException {
        openFirst();
        openLast();
        try {
            new StackDown(stack.host(), Console.silent(), Timing.system())
                    .run(StackDownRequest.of(state().toString()).with(stack.project()).withK3s());
            for (String container : containers(target.getFileName().toString())) {
                stack.docker("rm", "-f", "-v", container);
            }
            stack.docker("image", "rm", "-f", stack.name() + "/base");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            List.of(registry, web, app).forEach(FaultProxy::close);
        }
    }

    private void prepare(int port) throws Exception {
        Path image = Files.createDirectories(directory.resolve("image"));
        Files.writeString(image.resolve("content"), stack.name());
        Files.writeString(image.resolve("Dockerfile"), "FROM scratch\nCOPY content /content\n");
        stack.docker("build", "-q", "-t", stack.name() + "/base", image.toString());
        Path tools = Files.createDirectories(directory.resolve("tools"));
        String real = Stream.of(services.get("PATH_ADDITION").split(":"))
                .filter(place -> Files.exists(Path.of(place, "trivy")))
                .findFirst()
                .orElseThrow();
        tool(tools.resolve("trivy"), TRIVY.replace("@REAL@", real));
        tool(
                tools.resolve("sleep"),
                SLEEP.replace("@SECONDS@", Integer.toString(SECONDS_TO_INSTALL))
                        .replace("@DIRECTORY@", directory.toString()));
        repository("remote.git", "source");
        repository("target.git", "content");
        Files.writeString(
                directory.resolve("content/compose.yml"),
                ("services:\n  app:\n    image: %s/%s/app:${IMAGE_TAG:-none}\n    network_mode: host\n"
                                + "    command: [httpd, -f, -p, \"127.0.0.1:%d\", -h, /www]\n    environment: [API_KEY]\n")
                        .formatted(services.get("REGISTRY"), stack.name(), port));
        commit("content");
        git("clone", "-q", directory.resolve("target.git").toString(), target.toString());
        write(tools);
    }

    private static void tool(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void write(Path tools) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("script", script(tools));
        settings.setProperty("password.pusher", services.contentOf("PUSHER_PASSWORD_FILE"));
        settings.setProperty("password.reader", services.contentOf("READER_PASSWORD_FILE"));
        settings.setProperty("ssh.user", services.get("SSH_USER"));
        settings.setProperty("ssh.key", services.contentOf("SSH_KEY_FILE"));
        settings.setProperty("env.DOCKER_HOST", services.get("DOCKER_HOST"));
        settings.setProperty("env.INSTALL_K3S_BIN_DIR", stack.directory().resolve("bin").toString());
        settings.setProperty("env.STAGED_FLOW_STANDIN_INSTALL_SECONDS", Integer.toString(SECONDS_TO_INSTALL));
        try (Writer writer = Files.newBufferedWriter(directory.resolve("settings"))) {
            settings.store(writer, null);
        }
    }

    private String script(Path tools) {
        String script = SCRIPT;
        for (Map.Entry<String, String> value : Map.ofEntries(
                        Map.entry("TOOLS", tools.toString()),
                        Map.entry("STACK", stack.directory().toString()),
                        Map.entry("NAME", stack.name()),
                        Map.entry("WEB_PORT", stack.url("/").replaceAll(".*:|/", "")),
                        Map.entry("API_PORT", Integer.toString(stack.apiPort())),
                        Map.entry("WEB_PROXY", web.address()),
                        Map.entry("APP_PROXY", app.address()),
                        Map.entry("PROXY", registry.address()),
                        Map.entry("DIRECTORY", directory.toString()),
                        Map.entry("TARGET", target.toString()),
                        Map.entry("KNOWN_HOSTS", services.contentOf("SSH_KNOWN_HOSTS_FILE")))
                .entrySet()) {
            script = script.replace("@" + value.getKey() + "@", value.getValue());
        }
        for (String key : List.of(
                "REGISTRY", "K3S_VERSION", "K3S_INSTALL_SHA256", "MIRROR_URL", "SSH_HOST", "SSH_PORT")) {
            script = script.replace("@" + key + "@", services.get(key));
        }
        return script;
    }

    private void repository(String remote, String clone) throws Exception {
        git("init", "-q", "--bare", "-b", "main", directory.resolve(remote).toString());
        git("clone", "-q", directory.resolve(remote).toString(), directory.resolve(clone).toString());
        commit(clone);
    }

    private void commit(String clone) throws Exception {
        String place = directory.resolve(clone).toString();
        git("-C", place, "add", ".");
        git("-C", place, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "--allow-empty", "-m", "1");
        git("-C", place, "push", "-q", "origin", "HEAD:main");
    }

    private static String git(String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + ": " + output).isZero();
        return output;
    }

    private static void await(Supplier<String> log, Supplier<Boolean> condition) throws InterruptedException {
        Timing timing = Timing.system();
        timing.poll(timing.deadline(LIMIT), Backoff.WATCHING, () -> {
            assertThat(log.get()).doesNotContain("Finished: ");
            return Optional.of(true).filter(any -> condition.get());
        }).orElseThrow(() -> new AssertionError("The steps did not get that far:\n" + log.get()));
    }

    private Stream<String> secrets() {
        return Stream.of(
                services.contentOf("PUSHER_PASSWORD_FILE"),
                services.contentOf("READER_PASSWORD_FILE"),
                API_KEY,
                "PRIVATE KEY",
                base64("pusher", "PUSHER"),
                base64("reader", "READER"));
    }

    private String base64(String user, String who) {
        byte[] login = (user + ":" + services.contentOf(who + "_PASSWORD_FILE")).getBytes(StandardCharsets.UTF_8);
        return java.util.Base64.getEncoder().encodeToString(login);
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Predicate<String> starting(String start) {
        return request -> request.startsWith(start);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
