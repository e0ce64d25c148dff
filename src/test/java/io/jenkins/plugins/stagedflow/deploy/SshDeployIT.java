package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.scan.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Real deployments over the real sshd, with real git, docker and compose at the other end. */
public class SshDeployIT {
    @ClassRule
    public static final TemporaryFolder IMAGES = new TemporaryFolder();

    private static final Services SERVICES = Services.running();
    private static final String REPOSITORY =
            SERVICES.get("REGISTRY") + "/deploy-" + UUID.randomUUID().toString().substring(0, 8) + "/app";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private Production production;

    @BeforeClass
    public static void pushImages() throws Exception {
        image().file("www/health", "version 1 says hello\n").push(REPOSITORY + ":2026.11.0");
        image().file("www/health", "version 2 says hello\n").push(REPOSITORY + ":2026.11.1");
        image().file("www/nothing", "no health here\n").push(REPOSITORY + ":2026.11.2");
        image().file("www/health", "mutable 1\n").push(REPOSITORY + ":stable");
    }

    @Before
    public void createProduction() throws Exception {
        production = new Production(SERVICES, folder.getRoot().toPath().toRealPath(), REPOSITORY);
    }

    @After
    public void removeProduction() throws Exception {
        production.remove();
    }

    @Test
    public void shouldDeployAVersionAndThenTheNext() throws Exception {
        DeployResult first = deploy(version("2026.11.0"));
        String commit = production.commit("README", "more\n");
        DeployResult second = deploy(version("2026.11.1"));

        assertThat(first.versionBefore()).isEmpty();
        assertThat(first.versionDeployed()).isEqualTo("2026.11.0");
        assertThat(second.versionBefore()).isEqualTo("2026.11.0");
        assertThat(second.versionDeployed()).isEqualTo("2026.11.1");
        assertThat(second.healthBody()).isEqualTo("version 2 says hello\n");
        assertThat(second.healthy()).isTrue();
        assertThat(second.rolledBack()).isFalse();
        assertThat(second.warnings()).isEmpty();
        assertThat(second.commitBefore()).isEqualTo(first.commit()).isNotEqualTo(commit);
        assertThat(second.commit()).isEqualTo(commit).isEqualTo(production.head());
        assertThat(second.phases().keySet())
                .containsExactly("remember", "fetch", "check", "checkout", "images", "up", "health", "record", "prune");
        assertThat(production.answer()).isEqualTo("version 2 says hello");
        assertThat(console.text()).contains("[images] logged in to", "[health] " + production.healthUrl());
    }

    @Test
    public void shouldEndInTheSameStateWhenDoneTwice() throws Exception {
        deploy(version("2026.11.0"));
        String containers = production.containers();

        DeployResult again = deploy(version("2026.11.0"));

        assertThat(again.versionBefore()).isEqualTo("2026.11.0");
        assertThat(production.containers()).isEqualTo(containers);
    }

    @Test
    public void shouldBringTheVersionBeforeBackWhenTheNewOneIsNotHealthy() throws Exception {
        DeployResult good = deploy(version("2026.11.0"));
        production.commit("README", "the bad version\n");

        OperationFailedException failure = failure(version("2026.11.2").healthTimeout(Duration.ofSeconds(4)));

        assertThat(failure)
                .hasMessageContaining("deploy 2026.11.2 to")
                .hasMessageContaining("phase health: " + production.healthUrl() + " did not become healthy within 4 s")
                .hasMessageContaining("the last answer was 404")
                .hasMessageEndingWith("It was rolled back: 2026.11.0 runs again and is healthy.");
        DeployResult result = result(failure);
        assertThat(result.rolledBack()).isTrue();
        assertThat(result.versionDeployed()).isEqualTo("2026.11.0");
        assertThat(result.healthy()).isTrue();
        assertThat(production.answer()).isEqualTo("version 1 says hello");
        assertThat(production.head()).isEqualTo(good.commit());
        assertThat(deploy(version("2026.11.1")).versionBefore()).isEqualTo("2026.11.0");
    }

    @Test
    public void shouldBringTheFormerImageOfAMovedTagBack() throws Exception {
        deploy(version("stable"));
        image().file("www/nothing", "mutable 2\n").push(REPOSITORY + ":stable");

        OperationFailedException failure = failure(version("stable").healthTimeout(Duration.ofSeconds(3)));

        assertThat(result(failure).rolledBack()).isTrue();
        assertThat(production.answer()).isEqualTo("mutable 1");
    }

    @Test
    public void shouldBringTheVersionBeforeBackWhenTheImageIsMissing() throws Exception {
        deploy(version("2026.11.0"));

        OperationFailedException failure = failure(version("2026.11.9"));

        assertThat(failure)
                .hasMessageContaining("phase images: the images could not be pulled")
                .hasMessageContaining("2026.11.0 runs again");
        assertThat(production.answer()).isEqualTo("version 1 says hello");
    }

    @Test
    public void shouldRemoveAFirstVersionThatIsNotHealthy() throws Exception {
        OperationFailedException failure = failure(version("2026.11.2").healthTimeout(Duration.ofSeconds(2)));

        assertThat(failure).hasMessageContaining("Nothing ran before, and nothing runs now");
        assertThat(production.containers()).isEmpty();
    }

    @Test
    public void shouldSayWhatRunsWhenNothingIsRolledBack() throws Exception {
        OperationFailedException failure =
                failure(version("2026.11.2").rollback(false).healthTimeout(Duration.ofSeconds(2)));

        assertThat(failure)
                .hasMessageContaining(
                        "It was not rolled back, as asked for; now there are: " + REPOSITORY + ":2026.11.2 running");
        assertThat(result(failure).versionDeployed()).isEmpty();
    }

    @Test
    public void shouldSendNothingToAMachineWithAnotherHostKey() throws Exception {
        String other = production
                .sh("ssh-keygen -q -t ed25519 -N '' -C '' -f other && cat other.pub")
                .strip();
        long sessions = sessions();

        OperationFailedException failure =
                failure(version("2026.11.0").knownHosts("").hostKey(other));

        assertThat(failure)
                .hasMessageContaining("Could not trust")
                .hasMessageContaining("it shows the host key " + fingerprint(SERVICES.get("SSH_HOST_KEY_FILE")))
                .hasMessageContaining("expected is " + fingerprint(folder.getRoot() + "/other.pub"))
                .hasMessageContaining("Nothing was sent");
        assertThat(sessions()).isEqualTo(sessions);
    }

    @Test
    public void shouldSendNothingToAnUnknownMachine() throws Exception {
        long sessions = sessions();
        String elsewhere = SERVICES.contentOf("SSH_KNOWN_HOSTS_FILE").replace("127.0.0.1", "127.0.0.2");

        OperationFailedException failure = failure(version("2026.11.0").knownHosts(elsewhere));

        assertThat(failure).hasMessageContaining("no key of [127.0.0.1]:" + SERVICES.get("SSH_PORT") + " is known");
        assertThat(sessions()).isEqualTo(sessions);
    }

    @Test
    public void shouldTrustAPinnedKeyAPinnedFingerprintAndAHashedName() throws Exception {
        deploy(version("2026.11.0").knownHosts("").hostKey(SERVICES.contentOf("SSH_HOST_KEY_FILE")));
        deploy(version("2026.11.0").knownHosts("").hostKey(fingerprint(SERVICES.get("SSH_HOST_KEY_FILE"))));
        production.sh("cp " + SERVICES.get("SSH_KNOWN_HOSTS_FILE") + " hashed && ssh-keygen -q -H -f hashed 2>&1");
        String hashed = Files.readString(folder.getRoot().toPath().resolve("hashed"));

        assertThat(hashed).startsWith("|1|");
        assertThat(deploy(version("2026.11.0").knownHosts(hashed)).healthy()).isTrue();
    }

    @Test
    public void shouldSayThatTheKeyOfTheUserIsRefused() throws Exception {
        production.sh("ssh-keygen -q -t ed25519 -N '' -f stranger");
        Secret stranger = Secret.of(Files.readString(folder.getRoot().toPath().resolve("stranger")));

        OperationFailedException failure = failure(version("2026.11.0").privateKey(stranger));

        assertThat(failure).hasMessageContaining("Could not connect to").hasMessageContaining("authorized_keys");
    }

    @Test
    public void shouldReadAnEncryptedKeyAndRefuseAWrongPassphrase() throws Exception {
        production.sh("cp " + SERVICES.get("SSH_KEY_FILE") + " locked && chmod 600 locked"
                + " && ssh-keygen -q -p -N 'pass phrase' -f locked");
        Secret locked = Secret.of(Files.readString(folder.getRoot().toPath().resolve("locked")));

        assertThat(deploy(version("2026.11.0").privateKey(locked).passphrase(Secret.of("pass phrase")))
                        .healthy())
                .isTrue();
        assertThat(failure(version("2026.11.0").privateKey(locked).passphrase(Secret.of("wrong one"))))
                .hasMessageContaining("read the private key")
                .hasMessageNotContaining("wrong one");
    }

    @Test
    public void shouldSayThatNobodyAnswers() {
        OperationFailedException failure =
                failure(version("2026.11.0").port(1).hostKey(SERVICES.contentOf("SSH_HOST_KEY_FILE")));

        assertThat(failure).hasMessageContaining("Could not connect to root@127.0.0.1:1");
    }

    @Test
    public void shouldSayThatTheRegistryRefusesTheLogin() throws Exception {
        deploy(version("2026.11.0"));

        OperationFailedException failure = failure(version("2026.11.1")
                .registryLogin(
                        SERVICES.get("REGISTRY"),
                        new RegistryLogin(SERVICES.get("READER_USER"), Secret.of("not-the-password"))));

        assertThat(failure)
                .hasMessageContaining("phase images: " + SERVICES.get("REGISTRY") + " refused the login of reader")
                .hasMessageNotContaining("not-the-password");
        assertThat(production.answer()).isEqualTo("version 1 says hello");
    }

    @Test
    public void shouldStopBeforeATreeWithChanges() throws Exception {
        Files.writeString(production.checkout().resolve("compose.yml"), "# edited in place\n");

        OperationFailedException failure = failure(version("2026.11.0"));

        assertThat(failure)
                .hasMessageContaining("phase remember: the checkout has changes that are not committed:  M compose.yml")
                .hasMessageEndingWith("Nothing was changed on the target.");
        assertThat(production.containers()).isEmpty();
        assertThat(production.checkout().resolve("compose.yml")).hasContent("# edited in place\n");
    }

    @Test
    public void shouldStopBeforeATreeThatWentItsOwnWay() throws Exception {
        production.sh("cd " + production.checkout() + " && echo own >own && git add own"
                + " && git -c user.name=t -c user.email=t@localhost commit -qm 'a hotfix in place'");

        OperationFailedException failure = failure(version("2026.11.0"));

        assertThat(failure)
                .hasMessageContaining("phase fetch: the checkout has commits that main of origin has not")
                .hasMessageContaining("a hotfix in place");
    }

    @Test
    public void shouldNameADirectoryThatIsNoCheckout() {
        assertThat(failure(version("2026.11.0").directory("/nowhere/at all")))
                .hasMessageContaining("there is no directory /nowhere/at all on the target");
        assertThat(failure(version("2026.11.0").directory("/proc"))).hasMessageContaining("is not a git checkout");
    }

    @Test
    public void shouldPassVariablesUnchangedAndExecuteNothing() throws Exception {
        Path trap = folder.getRoot().toPath().resolve("executed");
        String nasty = "it's \"quoted\" $HOME $(touch " + trap + ") `touch " + trap + "` ; touch " + trap
                + "\nsecond line \\ ünï €✓ %s !! *";

        deploy(version("2026.11.0")
                .env(Map.of("GREETING", nasty))
                .secretEnv(Map.of("API_KEY", Secret.of("k3y '$(touch " + trap + ")'"))));

        assertThat(environmentOfTheContainer())
                .contains("\"GREETING="
                        + nasty.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .contains("\"API_KEY=k3y '$(touch " + trap + ")'\"");
        assertThat(trap).doesNotExist();
    }

    @Test
    public void shouldLeaveNoSecretInProcessListsFilesOrOutput() throws Exception {
        Secret apiKey = Secret.of("api-key-" + UUID.randomUUID());
        List<String> secrets = List.of(
                SERVICES.contentOf("READER_PASSWORD_FILE"),
                apiKey.reveal(),
                SERVICES.contentOf("SSH_KEY_FILE").lines().skip(1).findFirst().orElseThrow());
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Thread sampler = new Thread(() -> sampleCommandLines(secrets, seen));
        sampler.start();
        String home = userDockerConfig();

        deploy(version("2026.11.0").secretEnv(Map.of("API_KEY", apiKey)));
        failure(version("2026.11.2").secretEnv(Map.of("API_KEY", apiKey)).healthTimeout(Duration.ofSeconds(2)));

        sampler.interrupt();
        sampler.join();
        assertThat(seen).isEmpty();
        assertThat(secrets).allSatisfy(secret -> {
            assertThat(console.text()).doesNotContain(secret);
            assertThat(production.sh("grep -rlF -- '" + secret + "' " + production.checkout() + " || true"))
                    .isEmpty();
        });
        assertThat(production.temporaryDirectories()).isEmpty();
        assertThat(userDockerConfig()).isEqualTo(home);
    }

    @Test
    public void shouldKeepTheTimeLimitOfAPhaseAndCleanUp() throws Exception {
        deploy(version("2026.11.0"));
        hangingMerge();

        OperationFailedException failure = failure(version("2026.11.1").commandTimeout(Duration.ofSeconds(3)));

        assertThat(failure).hasMessageContaining("phase ").hasMessageContaining("it did not end within 3 s");
        await(() -> production.temporaryDirectories().isEmpty());
    }

    @Test
    public void shouldEndThePhaseThatRunsWhenInterrupted() throws Exception {
        String marker = hangingFetch();
        Thread deployment = inBackground(version("2026.11.0"));
        await(() -> commandLines().contains(marker));

        deployment.interrupt();
        deployment.join(20_000);

        assertThat(deployment.isAlive()).isFalse();
        await(() -> !commandLines().contains(marker));
        production.sh("git -C " + production.checkout() + " config --unset remote.origin.uploadpack");
        assertThat(deploy(version("2026.11.0")).healthy()).isTrue();
    }

    @Test
    public void shouldSayThatTheConnectionBrokeAndEndThePhaseThatRan() throws Exception {
        String marker = hangingFetch();
        Thread cutter = new Thread(() -> {
            while (!commandLines().contains(marker)) {
                Thread.onSpinWait();
            }
            cutConnections();
        });
        cutter.start();

        OperationFailedException failure = failure(version("2026.11.0"));

        assertThat(failure).hasMessageContaining("phase fetch: the connection broke");
        await(() -> !commandLines().contains(marker));
    }

    @Test
    public void shouldNotLetTwoDeploymentsInterleave() throws Exception {
        String marker = hangingFetch();
        Thread deployment = inBackground(version("2026.11.0"));
        await(() -> commandLines().contains(marker));

        OperationFailedException failure = failure(version("2026.11.1"));

        assertThat(failure)
                .hasMessageContaining(
                        "phase lock: another deployment to " + production.checkout() + " is going on since 20")
                .hasMessageContaining("started from 127.0.0.1");
        deployment.interrupt();
        deployment.join(20_000);
    }

    @Test
    public void shouldDoNothingWhenAskedToSkip() throws Exception {
        long sessions = sessions();

        DeployResult result = deploy(version("2026.11.0").skip(true));

        assertThat(result.skipped()).isTrue();
        assertThat(sessions()).isEqualTo(sessions);
        assertThat(console.text()).contains("is skipped");
    }

    private static TestImage image() throws Exception {
        return new TestImage(SERVICES, IMAGES.newFolder().toPath())
                .program("/bin/busybox")
                .dockerfile("ENTRYPOINT [\"/busybox\"]");
    }

    private DeployRequestBuilder version(String tag) {
        return production.request().imageTag(tag);
    }

    private DeployResult deploy(DeployRequestBuilder request) throws InterruptedException {
        return new SshDeploy(SERVICES.host(folder.getRoot().toPath()), console).deploy(request.build());
    }

    private OperationFailedException failure(DeployRequestBuilder request) {
        return catchThrowableOfType(OperationFailedException.class, () -> deploy(request));
    }

    private Thread inBackground(DeployRequestBuilder request) {
        Thread deployment = new Thread(() -> {
            try {
                deploy(request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        deployment.start();
        return deployment;
    }

    // Ends the processes that the sshd of the services has for each connection.
    private static void cutConnections() {
        try {
            String pid = Files.readString(Path.of(SERVICES.get("STATE"), "pids", "sshd.pid"))
                    .split("\\s+")[0];
            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().children().forEach(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DeployResult result(OperationFailedException failure) {
        return (DeployResult) failure.partialResult().orElseThrow();
    }

    private String fingerprint(String file) throws InterruptedException {
        return production.sh("ssh-keygen -l -f " + file).split(" ")[1];
    }

    // sshd writes a line for each login that it lets in.
    private static long sessions() throws IOException {
        return Files.readAllLines(Path.of(SERVICES.get("STATE"), "log", "sshd.log")).stream()
                .filter(line -> line.contains("Accepted publickey"))
                .count();
    }

    private String environmentOfTheContainer() throws InterruptedException {
        return production.sh("docker inspect --format '{{json .Config.Env}}' "
                + production.containers().strip() + " | sed 's/\\\\u003c/</g; s/\\\\u003e/>/g; s/\\\\u0026/\\&/g'");
    }

    // A fetch that never ends, by a helper of the checkout that carries a marker in its command line.
    private String hangingFetch() throws InterruptedException {
        String marker = "16.1803" + System.nanoTime();
        production.sh(
                "git -C " + production.checkout() + " config remote.origin.uploadpack 'sleep " + marker + ";true'");
        return marker;
    }

    private void hangingMerge() throws Exception {
        production.sh("cd " + production.checkout() + " && mkdir -p .git/hooks && printf '%s\\n' '#!/bin/sh' 'sleep 60'"
                + " >.git/hooks/post-merge && chmod +x .git/hooks/post-merge");
        production.commit("README", "more\n");
    }

    private static String userDockerConfig() throws IOException {
        Path config = Path.of(System.getProperty("user.home"), ".docker", "config.json");
        return Files.exists(config) ? Files.readString(config) : "";
    }

    private static void sampleCommandLines(List<String> secrets, Set<String> seen) {
        while (!Thread.currentThread().isInterrupted()) {
            String lines = commandLines();
            secrets.stream().filter(lines::contains).forEach(seen::add);
        }
    }

    private static String commandLines() {
        StringBuilder lines = new StringBuilder();
        String[] processes = Path.of("/proc").toFile().list((directory, name) -> name.matches("[0-9]+"));
        for (String process : processes == null ? new String[0] : processes) {
            try {
                lines.append(Files.readString(Path.of("/proc", process, "cmdline")))
                        .append('\n');
            } catch (IOException e) {
                // It ended meanwhile.
                continue;
            }
        }
        return lines.toString();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
