package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * A real registry that is a test's own: Debian's, with the authentication the test is about, or the one of
 * go-containerregistry, which lists referrers.
 */
public final class OwnRegistry extends ExternalResource {
    /** Who may do everything at registries with a login. */
    public static final RegistryLogin LOGIN = new RegistryLogin("tester", Secret.of("t0ps3cret-of-tests"));

    private final Kind kind;
    private final TemporaryFolder folder = new TemporaryFolder();
    private String program = "docker-registry";
    private int kibibytes;
    private int port;
    private Process process;
    private TokenService tokens;
    private TestCertificate certificate;

    private OwnRegistry(Kind kind) {
        this.kind = kind;
    }

    /** Returns one whose tags can be deleted or not, open to everybody. */
    public static OwnRegistry open() {
        return new OwnRegistry(Kind.OPEN);
    }

    /** Returns one that refuses to delete anything. */
    public static OwnRegistry withoutDelete() {
        return new OwnRegistry(Kind.WITHOUT_DELETE);
    }

    /** Returns one that asks for a token of a token server. */
    public static OwnRegistry withTokens() {
        return new OwnRegistry(Kind.TOKEN);
    }

    /** Returns one that is reached by TLS, with a certificate nobody knows. */
    public static OwnRegistry withTls() {
        return new OwnRegistry(Kind.TLS);
    }

    /** Returns one whose disk has room for that many KiB only, which takes the right to mount. */
    public static OwnRegistry withDiskOf(int kibibytes) {
        OwnRegistry registry = new OwnRegistry(Kind.SMALL_DISK);
        registry.kibibytes = kibibytes;
        return registry;
    }

    /** Returns another version of the registry of distribution, a program at the given path. */
    public static OwnRegistry ofProgram(String path) {
        OwnRegistry registry = new OwnRegistry(Kind.OPEN);
        registry.program = path;
        return registry;
    }

    /** Returns one that lists referrers. */
    public static OwnRegistry withReferrers() {
        return new OwnRegistry(Kind.REFERRERS);
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        if (kind == Kind.TOKEN || kind == Kind.TLS) {
            certificate = TestCertificate.shared();
        }
        if (kind == Kind.TOKEN) {
            tokens = new TokenService(certificate, LOGIN);
        }
        start();
    }

    @Override
    protected void after() {
        stop();
        if (tokens != null) {
            tokens.close();
        }
        folder.delete();
    }

    /** Starts it, with what it held before; returns once it answers. */
    public void start() throws IOException, InterruptedException {
        List<String> command = kind == Kind.REFERRERS
                ? List.of("oci-registry", String.valueOf(port))
                : serving(configuration().toString());
        Path log = folder.getRoot().toPath().resolve("registry.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        String path = host().environment().get("PATH");
        builder.environment().put("PATH", path);
        builder.command(found(path, command));
        process = builder.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The registry does not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
    }

    /** Stops it; what it holds stays, save in the one that lists referrers. */
    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what it has logged. */
    public String log() {
        try {
            return Files.readString(folder.getRoot().toPath().resolve("registry.log"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns host and port. */
    public String name() {
        return "127.0.0.1:" + port;
    }

    /** Returns a repository. */
    public Repository repository(String path) {
        return new Repository(name(), path);
    }

    /** Returns method and scopes of the requests for tokens so far. */
    public List<String> tokenRequests() {
        return List.copyOf(tokens.requests());
    }

    /** Grants nobody anything for the repository from now on. */
    public void forbid(Repository repository) {
        tokens.forbid(repository);
    }

    /** Gives tokens that are good for so long from now on. */
    public void tokensLastSeconds(long seconds) {
        tokens.lastingSeconds(seconds);
    }

    /** Returns its certificate as PEM. */
    public String certificate() {
        return certificate.pem();
    }

    /** Returns whether it is reached by TLS. */
    public boolean usesTls() {
        return kind == Kind.TLS;
    }

    /** Returns the login this registry wants. */
    public RegistryLogin login() {
        return kind == Kind.TOKEN ? LOGIN : RegistryLogin.anonymous();
    }

    /** Returns this machine with the tools of the services. */
    public LocalHost host() {
        return Services.running().host(folder.getRoot().toPath());
    }

    /** Runs a program logged in to this registry and returns what it prints. */
    public String run(String... command) {
        CommandResult result = tried(command);
        return result.orFail("run " + String.join(" ", command), "").output().strip();
    }

    /** Runs a program logged in to this registry. */
    public CommandResult tried(String... command) {
        try (DockerConfig config = DockerConfig.temporary(host(), name(), login())) {
            Command.Builder builder = Command.of(command[0], Arrays.copyOfRange(command, 1, command.length));
            return host().run(
                            builder.environment(
                                            DockerConfig.VARIABLE,
                                            config.directory().value())
                                    .environment(
                                            "REGISTRY_AUTH_FILE",
                                            config.directory().value() + "/config.json")
                                    .captured()
                                    .build(),
                            Console.silent());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the digest that crane finds, or an empty text. */
    public String digest(ImageReference image) {
        CommandResult result = kind == Kind.TLS
                ? tried("crane", "digest", "--insecure", image.toString())
                : tried("crane", "digest", image.toString());
        return result.isSuccess() ? result.output().strip() : "";
    }

    /** Returns the digest of what skopeo copies from here to a directory: manifests and blobs, all of them checked. */
    public String digestBySkopeo(ImageReference image) {
        try {
            Path directory = folder.newFolder().toPath();
            String[] copy = {"skopeo", "copy", "--quiet", "--all", "--preserve-digests", "--src-tls-verify=false"};
            List<String> command = new ArrayList<>(List.of(copy));
            command.addAll(List.of("docker://" + image, "dir:" + directory));
            run(command.toArray(String[]::new));
            return Digests.of(Files.readAllBytes(directory.resolve("manifest.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // A mount of its own goes with the process.
    private List<String> serving(String configuration) throws IOException {
        if (kind != Kind.SMALL_DISK) {
            return List.of(program, "serve", configuration);
        }
        Path data = Files.createDirectories(folder.getRoot().toPath().resolve("data"));
        String script = "mount -t tmpfs -o size=%dk none '%s' && exec %s serve '%s'"
                .formatted(kibibytes, data, program, configuration);
        return List.of("unshare", "--mount", "--map-root-user", "sh", "-c", script);
    }

    @Override
    public String toString() {
        return program.contains("/") ? program : kind.toString();
    }

    private Path configuration() throws IOException {
        Path root = folder.getRoot().toPath();
        List<String> lines = new ArrayList<>(List.of(
                "version: 0.1",
                "log: {level: warn, accesslog: {disabled: true}}",
                "storage:",
                "  filesystem: {rootdirectory: " + root.resolve("data") + "}",
                "  delete: {enabled: " + (kind != Kind.WITHOUT_DELETE) + "}",
                "http:",
                "  addr: " + name(),
                "  secret: a-secret-of-tests"));
        if (certificate != null) {
            Files.writeString(root.resolve("certificate.pem"), certificate.pem());
            Files.writeString(root.resolve("key.pem"), certificate.keyPem());
        }
        if (kind == Kind.TLS) {
            lines.add("  tls: {certificate: %s, key: %s}"
                    .formatted(root.resolve("certificate.pem"), root.resolve("key.pem")));
        }
        if (kind == Kind.TOKEN) {
            lines.add("auth: {token: {realm: '%s', service: '%s', issuer: '%s', rootcertbundle: %s}}"
                    .formatted(
                            tokens.realm(),
                            TokenService.SERVICE,
                            TokenService.ISSUER,
                            root.resolve("certificate.pem")));
        }
        return Files.write(root.resolve("config.yml"), lines);
    }

    private static List<String> found(String path, List<String> command) {
        List<String> all = new ArrayList<>(command);
        Arrays.stream(path.split(":"))
                .map(directory -> Path.of(directory, command.get(0)))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(program -> all.set(0, program.toString()));
        return all;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private enum Kind {
        OPEN,
        WITHOUT_DELETE,
        TOKEN,
        TLS,
        SMALL_DISK,
        REFERRERS
    }
}
