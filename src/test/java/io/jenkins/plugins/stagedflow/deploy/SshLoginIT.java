package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Logs in to a real sshd by every kind of key, by the real ssh-agent, and over another machine. */
public class SshLoginIT {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private Path root;
    private LocalHost host;
    private Process sshd;
    private int port;

    @Before
    public void startSshd() throws Exception {
        root = folder.getRoot().toPath().toRealPath();
        host = new LocalHost(root, System.getenv());
        key("host", "ed25519", "");
        Files.writeString(root.resolve("authorized_keys"), "");
        port = freePort();
        Files.writeString(root.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s/host
                PidFile none
                AuthorizedKeysFile %s/authorized_keys
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                UsePAM no
                StrictModes no
                """.formatted(port, root, root));
        sshd = new ProcessBuilder(sh("command -v sshd").strip(), "-D", "-e", "-f", root + "/sshd_config")
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("sshd.log").toFile())
                .start();
        for (int look = 0;
                look < 100 && !Files.readString(root.resolve("sshd.log")).contains("listening");
                look++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @After
    public void stopSshd() {
        sshd.destroy();
    }

    @Test
    public void shouldReadEveryKindOfKey() throws Exception {
        for (String kind : List.of(
                "ed25519",
                "rsa -b 3072",
                "ecdsa -b 256",
                "ecdsa -b 384",
                "ecdsa -b 521",
                "rsa -m PEM",
                "ecdsa -m PEM",
                "rsa -m PKCS8",
                "ecdsa -m PKCS8")) {
            authorized(key("plain", kind, ""));
            assertThat(whoAmI(identity("plain", "", false))).as(kind).isEqualTo("root");
        }
    }

    @Test
    public void shouldReadEncryptedKeys() throws Exception {
        for (String kind : List.of("ed25519", "rsa", "ecdsa", "rsa -m PEM", "ecdsa -m PEM")) {
            authorized(key("locked", kind, "a pass phrase"));
            assertThat(whoAmI(identity("locked", "a pass phrase", false)))
                    .as(kind)
                    .isEqualTo("root");
            assertThatThrownBy(() -> whoAmI(identity("locked", "another phrase", false)))
                    .hasMessageContaining("read the private key")
                    .hasMessageNotContaining("another phrase");
        }
    }

    @Test
    public void shouldLogInByTheKeysOfAnAgent() throws Exception {
        for (String kind : List.of("ed25519", "rsa", "ecdsa -b 521")) {
            try (Agent agent = new Agent()) {
                authorized(key("in-agent", kind, ""));
                agent.add("in-agent");
                assertThat(whoAmI(identity("", "", true), agent.socket))
                        .as(kind)
                        .isEqualTo("root");
            }
        }
    }

    @Test
    public void shouldSayWhatIsWrongWithAnAgent() throws Exception {
        try (Agent agent = new Agent()) {
            assertThatThrownBy(() -> whoAmI(identity("", "", true), agent.socket))
                    .hasMessageContaining("it holds no key")
                    .hasMessageContaining("ssh-add");
            key("stranger", "ed25519", "");
            agent.add("stranger");
            assertThatThrownBy(() -> whoAmI(identity("", "", true), agent.socket))
                    .hasMessageContaining("Could not connect to root@127.0.0.1")
                    .hasMessageContaining("authorized_keys");
        }
        assertThatThrownBy(() -> whoAmI(identity("", "", true), root + "/no-socket"))
                .hasMessageContaining("Could not ask the ssh-agent at " + root + "/no-socket");
    }

    @Test
    public void shouldTakeTheAgentFromTheVariableOfTheHost() throws Exception {
        DeployRequest request = request().sshAgent(true).build();

        assertThatThrownBy(() -> new SshDeploy(withAgent(""), console).deploy(request))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("SSH_AUTH_SOCK of the host is not set");
        try (Agent agent = new Agent()) {
            authorized(key("in-agent", "ed25519", ""));
            agent.add("in-agent");
            assertThatThrownBy(() -> new SshDeploy(withAgent(agent.socket), console).deploy(request))
                    .hasMessageContaining("there is no directory /nowhere on the target");
        }
    }

    @Test
    public void shouldGoOverAnotherMachine() throws Exception {
        authorized(key("plain", "ed25519", ""));
        SshIdentity identity = identity("plain", "", false);
        SshTarget bastion = new SshTarget("127.0.0.1", port, "root", identity, hostKeys("host"), List.of());
        // By a name that only the bastion has to know; the key is looked for under that name.
        HostKeys known =
                new HostKeys("", "[localhost]:" + port + " " + Files.readString(root.resolve("host.pub")) + "\n");
        SshTarget target = new SshTarget("localhost", port, "root", identity, known, List.of(bastion));

        assertThat(whoAmI(target, "")).isEqualTo("root");
        assertThat(Files.readString(root.resolve("sshd.log"))
                        .lines()
                        .filter(line -> line.contains("Accepted publickey")))
                .hasSize(2);
    }

    @Test
    public void shouldCheckTheHostKeysOfEveryMachineOnTheWay() throws Exception {
        authorized(key("plain", "ed25519", ""));
        key("other", "ed25519", "");
        SshIdentity identity = identity("plain", "", false);
        SshTarget strange = new SshTarget("127.0.0.1", port, "root", identity, hostKeys("other"), List.of());
        SshTarget good = new SshTarget("127.0.0.1", port, "root", identity, hostKeys("host"), List.of());

        assertThatThrownBy(() -> whoAmI(with(good, strange), "")).isInstanceOf(UntrustedHostException.class);
        assertThatThrownBy(() -> whoAmI(with(strange, good), "")).isInstanceOf(UntrustedHostException.class);
    }

    @Test
    public void shouldRefuseARevokedKeyEvenIfItIsPinned() throws Exception {
        authorized(key("plain", "ed25519", ""));
        String shown = Files.readString(root.resolve("host.pub"));
        SshTarget target = new SshTarget(
                "127.0.0.1",
                port,
                "root",
                identity("plain", "", false),
                new HostKeys(shown, "@revoked * " + shown + "\n"),
                List.of());

        assertThatThrownBy(() -> whoAmI(target, ""))
                .isInstanceOf(UntrustedHostException.class)
                .hasMessageContaining("revoked");
    }

    private static SshTarget with(SshTarget target, SshTarget jump) {
        return new SshTarget(
                target.host(), target.port(), target.user(), target.identity(), target.hostKeys(), List.of(jump));
    }

    private DeployRequestBuilder request() throws IOException {
        return DeployRequest.builder()
                .host("127.0.0.1")
                .port(port)
                .user("root")
                .hostKey(Files.readString(root.resolve("host.pub")))
                .directory("/nowhere")
                .healthUrl("http://127.0.0.1:1/");
    }

    private LocalHost withAgent(String socket) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("SSH_AUTH_SOCK", socket);
        return new LocalHost(root, environment);
    }

    private HostKeys hostKeys(String name) throws IOException {
        return new HostKeys(Files.readString(root.resolve(name + ".pub")), "");
    }

    private SshIdentity identity(String name, String passphrase, boolean agent) throws IOException {
        String text = name.isEmpty() ? "" : Files.readString(root.resolve(name));
        return new SshIdentity(Secret.of(text), Secret.of(passphrase), agent);
    }

    private String whoAmI(SshIdentity identity) throws Exception {
        return whoAmI(identity, "");
    }

    private String whoAmI(SshIdentity identity, String socket) throws Exception {
        return whoAmI(new SshTarget("127.0.0.1", port, "root", identity, hostKeys("host"), List.of()), socket);
    }

    private String whoAmI(SshTarget target, String socket) throws Exception {
        RemoteOutput output = new RemoteOutput("mark", Console.silent());
        try (SshConnection connection = SshConnection.open(target, new SshAccess(socket, KEEP_ALIVE));
                RemoteScript script = connection.start("echo mark user $(id -un); exit 0\n", KEEP_ALIVE, output)) {
            assertThat(script.exitStatus()).isZero();
            return output.fact("user");
        }
    }

    private String key(String name, String kind, String passphrase) throws Exception {
        sh("rm -f " + name + " " + name + ".pub; ssh-keygen -q -t " + kind + " -C '' -N '" + passphrase + "' -f "
                + name);
        return name;
    }

    private void authorized(String name) throws IOException {
        Files.copy(
                root.resolve(name + ".pub"),
                root.resolve("authorized_keys"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private String sh(String script) throws InterruptedException {
        return host.run(Command.of("sh", "-c", script).captured().build(), Console.silent())
                .orFail("run '" + script + "'", "")
                .output();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A real ssh-agent. */
    private final class Agent implements AutoCloseable {
        private final String socket = root.resolve("agent-" + System.nanoTime()).toString();
        private final Process process;

        Agent() throws Exception {
            process = new ProcessBuilder("ssh-agent", "-D", "-a", socket)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            for (int look = 0; look < 100 && !Files.exists(Path.of(socket)); look++) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }

        void add(String name) throws InterruptedException {
            sh("SSH_AUTH_SOCK=" + socket + " ssh-add -q " + name);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
