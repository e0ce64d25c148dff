package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.ProcessSampler;
import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What a boot does beside the installation, and what becomes of it when a part fails. k3s is the stand-in. */
public class BackgroundWorkIT {
    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    private static final String MANIFEST = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: from-a-manifest\n";

    @Rule
    public final Mirror mirror = new Mirror();

    private final RecordingConsole console = new RecordingConsole();

    @After
    public void takeDown() throws Exception {
        STACK.down();
        for (String directory : List.of("state", "other")) {
            new K3sInstallation(STACK.host(), state(directory)).uninstall(console);
            state(directory).clear();
            STACK.host().files().delete(new HostPath(file(directory).toString()));
        }
    }

    @Test
    public void shouldVerifyTheBinaryFetchManifestsAndPullIntoK3s() throws Exception {
        String url = mirror.busyTwice("/cert-manager.yaml", 503, MANIFEST);
        BootHandle boot;
        try (ProcessSampler sampler = new ProcessSampler()) {
            boot = boot(STACK.bootRequest()
                    .binarySha256(binarySha256())
                    .manifests(List.of(ManifestSource.of(url, sum(MANIFEST))))
                    .prePullImages(List.of(image("v1"))));
            awaitAll("state");
            assertThat(sampler.commandLines()).noneMatch(line -> line.contains(password()));
        }

        assertThat(boot.jobs())
                .extracting(BackgroundJob::key)
                .containsExactly("compose-pull", "k3s-install", "pre-pull-01");
        FetchedManifest manifest = boot.manifests().get(0);
        assertThat(manifest.path())
                .isEqualTo(file("state/manifests/01-cert-manager.yaml").toString());
        assertThat(manifest.sha256()).isEqualTo(sum(MANIFEST));
        assertThat(Path.of(manifest.path())).hasContent(MANIFEST);
        assertThat(manifest.download())
                .returns("manifest-01-cert-manager", BackgroundJob::key)
                .returns("ENDED", BackgroundJob::state)
                .returns(0, BackgroundJob::exitCode);
        assertThat(Path.of(manifest.download().log())).content().contains("503", "are verified after");
        assertThat(state("state").handle()).contains(boot);
        assertThat(job("pre-pull-01").status().isSuccess()).isTrue();
        assertThat(file("bin/k3s-images")).content().contains(image("v1") + " sha256:");
    }

    @Test
    public void shouldRemoveAK3sWhoseBinaryIsNotTheExpectedOne() throws Exception {
        String wanted = "b".repeat(64);
        String actual = binarySha256();

        assertThatThrownBy(() -> boot(STACK.bootRequest().binarySha256(wanted)))
                .hasMessageContaining("verify the k3s binary " + file("bin/k3s") + ": its SHA-256 is " + actual
                        + ", but " + wanted + " was expected; k3s was stopped and uninstalled.");

        assertThat(file("bin/k3s")).doesNotExist();
        assertThat(file("k3s.yaml")).doesNotExist();
        assertThat(ProcessTable.with("--port " + STACK.apiPort())).isEmpty();
        assertNothingLeft();
    }

    @Test
    public void shouldLeaveAK3sOfOthersAloneWhoseBinaryIsNotTheExpectedOne() throws Exception {
        boot(STACK.bootRequest());

        assertThatThrownBy(
                        () -> boot(STACK.bootRequest().stateDirectory("other").binarySha256("b".repeat(64))))
                .hasMessageContaining("this flow did not install it and leaves it as it is");

        assertThat(ProcessTable.with("--port " + STACK.apiPort())).isNotEmpty();
    }

    @Test
    public void shouldKeepNoManifestThatIsNotTheExpectedOne() throws Exception {
        String url = mirror.text("/a.yaml", MANIFEST);
        String wanted = "c".repeat(64);

        assertThatThrownBy(() -> boot(STACK.bootRequest().manifests(List.of(ManifestSource.of(url, wanted)))))
                .hasMessageContaining("verify the manifest from " + url + ": its SHA-256 is " + sum(MANIFEST) + ", but "
                        + wanted + " was expected, so it was not kept");

        assertThat(file("state/manifests")).doesNotExist();
        assertThat(file("state/manifest-01-a.log")).content().contains(wanted);
        assertThat(file("bin/k3s")).doesNotExist();
        assertNothingLeft();
    }

    @Test
    public void shouldNameEveryPartThatFailed() {
        assertThatThrownBy(() -> boot(STACK.bootRequest()
                        .mirror("")
                        .installUrl(mirror.text("/install.sh", "exit 1\n"))
                        .manifests(List.of(
                                ManifestSource.of("http://" + mirror.address() + "/gone.yaml", "a".repeat(64))))))
                .hasMessageContaining("Could not boot: 2 parts failed.")
                .hasMessageContaining("/install.sh")
                .hasMessageContaining("/gone.yaml: the server answered 404");
        assertNothingLeft();
    }

    @Test
    public void shouldStartTheInstallerAndGoOnWithItLater() throws Exception {
        BootHandle begun = bootSlowly(withPrePull().withoutWaiting());

        assertThat(begun.jobs()).extracting(BackgroundJob::key).containsExactly("k3s-install");
        assertThat(begun.jobs()).extracting(BackgroundJob::state).containsExactly("RUNNING");
        assertThat(state("state").handle()).isEmpty();
        assertThat(file("state/docker")).doesNotExist();
        String process = Files.readString(file("state/jobs/k3s-install/pid"));

        BootHandle booted = bootSlowly(withPrePull());

        assertThat(booted.jobs())
                .extracting(BackgroundJob::key)
                .containsExactly("compose-pull", "k3s-install", "pre-pull-01");
        awaitAll("state");
        assertThat(job("compose-pull").status().isSuccess()).isTrue();
        assertThat(job("pre-pull-01").status().isSuccess()).isTrue();
        assertThat(file("state/jobs/k3s-install/pid")).hasContent(process);
        assertThat(lock()).doesNotExist();
    }

    @Test
    public void shouldPullBesideAnInstallerThatWasStartedBefore() throws Exception {
        bootSlowly(STACK.bootRequest().withoutWaiting());

        bootSlowly(STACK.bootRequest());

        awaitAll("state");
        assertThat(Files.getLastModifiedTime(file("state/jobs/compose-pull/pid")))
                .isLessThan(Files.getLastModifiedTime(file("state/jobs/k3s-install/status")));
    }

    @Test
    public void shouldStartNoInstallerForAProjectThatIsRefused() throws Exception {
        assertThatThrownBy(() -> boot(STACK.bootRequest().withoutWaiting().infraServices(List.of("nobody"))))
                .hasMessageContaining("infraServices: 'nobody' is not valid");

        assertThat(file("bin/k3s")).doesNotExist();
        assertThat(file("state")).doesNotExist();
    }

    @Test
    public void shouldUninstallTheK3sThatWasStartedBeforeWhenTheRestFails() throws Exception {
        boot(STACK.bootRequest().withoutWaiting().binarySha256("b".repeat(64)));

        assertThatThrownBy(() -> boot(STACK.bootRequest().binarySha256("b".repeat(64))))
                .hasMessageContaining("verify the k3s binary");

        assertThat(file("bin/k3s")).doesNotExist();
        assertThat(ProcessTable.with("--port " + STACK.apiPort())).isEmpty();
        assertThat(lock()).doesNotExist();
        assertNothingLeft();
    }

    @Test
    public void shouldLetNoOtherBootBeginWhileTheInstallerRuns() throws Exception {
        bootSlowly(STACK.bootRequest().withoutWaiting());
        K3sBootRequest.Builder other =
                STACK.bootRequest().compose(null).infraServices(List.of()).stateDirectory("other");

        assertThatThrownBy(() -> boot(other.timeout(Duration.ofSeconds(1))))
                .hasMessageContaining("another boot (state directory " + file("state"));

        job("k3s-install").await(Timing.system().deadline(Duration.ofSeconds(30)));
        assertThat(boot(other.timeout(Duration.ofSeconds(30))).reused()).isTrue();
    }

    @Test
    public void shouldInstallOnceMoreWhatHasFailedInTheMeantime() throws Exception {
        String installer = "#!/bin/sh\necho tried >>" + file("tried") + "\nexit 1\n";
        String url = mirror.text("/install.sh", installer);
        boot(installedBy(url, installer).withoutWaiting());
        job("k3s-install").await(Timing.system().deadline(Duration.ofSeconds(30)));

        assertThatThrownBy(() -> boot(installedBy(url, installer)))
                .hasMessageContaining("the installer exited with status 1");

        assertThat(file("tried")).hasContent("tried\ntried");
        assertNothingLeft();
    }

    @Test
    public void shouldEndTheInstallerWhenTheStackIsTakenDown() throws Exception {
        bootSlowly(STACK.bootRequest().withoutWaiting());

        STACK.down();

        assertThat(ProcessTable.with(file("state/k3s-install.sh").toString())).isEmpty();
        assertThat(file("bin/k3s")).doesNotExist();
        assertThat(lock()).doesNotExist();
        assertThat(file("state")).doesNotExist();
    }

    private static K3sBootRequest.Builder withPrePull() {
        return STACK.bootRequest().prePullImages(List.of(image("v1")));
    }

    private static K3sBootRequest.Builder installedBy(String url, String installer) {
        return STACK.bootRequest().mirror("").installUrl(url).installSha256(sum(installer));
    }

    private static Path lock() {
        BootState state = state("state");
        return Path.of(new InstallLock(
                        STACK.host(), STACK.console(), Timing.system(), state, new K3sInstallation(STACK.host(), state))
                .path()
                .value());
    }

    @Test
    public void shouldRecordAPullIntoK3sThatFails() throws Exception {
        boot(STACK.bootRequest().prePullImages(List.of(image("v1"), image("missing"))));

        awaitAll("state");
        assertThat(job("pre-pull-01").status().isSuccess()).isTrue();
        assertThat(job("pre-pull-02").status().exitCode()).isEqualTo(1);
        assertThat(String.join("\n", job("pre-pull-02").lastLines(9)))
                .contains("failed to pull image " + image("missing"))
                .doesNotContain("Attempt");
    }

    @Test
    public void shouldRecordAPullOfTheStackThatFailsWithItsLog() throws Exception {
        boot(STACK.bootRequest().compose(STACK.project("missing", "compose.yaml")));

        awaitAll("state");
        assertThat(job("compose-pull").status().exitCode()).isPositive();
        assertThat(String.join("\n", job("compose-pull").lastLines(9)))
                .contains("missing")
                .doesNotContain("Attempt");
    }

    @Test
    public void shouldTryThePullAgainWhileTheRegistryIsAway() throws Exception {
        STACK.write("away.yaml", "services: {infra: {image: '127.0.0.1:1/app:v1'}}\n");
        boot(STACK.bootRequest().compose(STACK.project("v1", "compose.yaml", "away.yaml")));

        ProcessTable.await(() ->
                String.join("\n", job("compose-pull").lastLines(20)).contains("Attempt 2 of 5 ended with status"));
    }

    @Test
    public void shouldRecordAnInfrastructureServiceThatDies() throws Exception {
        STACK.write("dies.yaml", "services: {infra: {command: [sh, -c, 'echo no space left; exit 7']}}\n");
        boot(STACK.bootRequest().compose(STACK.project("v1", "compose.yaml", "dies.yaml")));

        awaitAll("state");
        assertThat(job("compose-pull").status().exitCode()).isEqualTo(1);
        assertThat(job("compose-pull").lastLines(9))
                .contains("no space left", "The service infra exited with status 7; the end of its log is above");
    }

    @Test
    public void shouldLeaveNothingExecutableOfATruncatedInstaller() throws Exception {
        String url = mirror.truncated("/install.sh", "#!/bin/sh\ntouch " + file("executed") + "\n");

        assertThatThrownBy(() -> boot(STACK.bootRequest().mirror("").installUrl(url)))
                .hasMessageContaining("fetch the k3s installer from " + url)
                .hasMessageContaining("(after 4 attempts)");

        assertThat(file("executed")).doesNotExist();
        assertNothingLeft();
    }

    @Test
    public void shouldEndAtItsLimitWhenTheMirrorStalls() {
        String url = mirror.stalled("/install.sh");

        assertThatThrownBy(() -> boot(STACK.bootRequest()
                        .mirror("")
                        .installUrl(url)
                        .compose(null)
                        .infraServices(List.of())
                        .timeout(Duration.ofSeconds(2))))
                .hasMessageContaining("fetch the k3s installer from " + url + ": the server did not send it within ");
        assertNothingLeft();
    }

    @Test
    public void shouldInstallOnceWhenTwoBootAtOnce() throws Exception {
        CompletableFuture<BootHandle> first = booting("state");
        CompletableFuture<BootHandle> second = booting("other");

        List<BootHandle> both = List.of(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS));
        assertThat(both).extracting(BootHandle::reused).containsExactlyInAnyOrder(true, false);
        assertThat(both.stream().flatMap(boot -> boot.jobs().stream()))
                .filteredOn(job -> job.key().equals("k3s-install"))
                .hasSize(1);
        assertThat(console.text()).contains("Another boot is bringing k3s onto this host");
    }

    @Test
    public void shouldInstallItselfWhenTheOneItWaitedForFails() throws Exception {
        CompletableFuture<BootHandle> failing = CompletableFuture.supplyAsync(() -> unchecked(
                STACK.bootRequest().compose(null).infraServices(List.of()).binarySha256("b".repeat(64))));
        ProcessTable.await(() -> state("state").jobs().find(K3sInstaller.KEY).isPresent());

        BootHandle second = booting("other").get(60, TimeUnit.SECONDS);

        assertThat(failing).isCompletedExceptionally();
        assertThat(second.reused()).isFalse();
        assertThat(file("bin/k3s")).exists();
    }

    private CompletableFuture<BootHandle> booting(String directory) {
        return CompletableFuture.supplyAsync(() -> unchecked(
                STACK.bootRequest().compose(null).infraServices(List.of()).stateDirectory(directory)));
    }

    private BootHandle unchecked(K3sBootRequest.Builder request) {
        try {
            return new K3sBoot(STACK.host(Map.of("STAGED_FLOW_STANDIN_INSTALL_SECONDS", "2")), console, Timing.system())
                    .run(request.login("", RegistryLogin.anonymous()).build());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private BootHandle bootSlowly(K3sBootRequest.Builder request) throws InterruptedException {
        return new K3sBoot(STACK.host(Map.of("STAGED_FLOW_STANDIN_INSTALL_SECONDS", "3")), console, Timing.system())
                .run(request.build());
    }

    private BootHandle boot(K3sBootRequest.Builder request) throws InterruptedException {
        return new K3sBoot(STACK.host(), console, Timing.system()).run(request.build());
    }

    private static void awaitAll(String directory) throws InterruptedException {
        for (Job job : state(directory).jobs().all()) {
            assertThat(job.await(Timing.system().deadline(Duration.ofSeconds(60)))
                            .isOver())
                    .isTrue();
        }
    }

    private void assertNothingLeft() {
        assertThat(state("state").jobs().all()).isEmpty();
        assertThat(state("state").handle()).isEmpty();
        assertThat(file("state/docker")).doesNotExist();
        assertThat(ProcessTable.with(file("state/jobs").toString())).isEmpty();
        try (Stream<Path> files = Files.walk(file("state"))) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(Files::isExecutable);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Job job(String key) {
        return state("state").jobs().find(new JobKey(key)).orElseThrow();
    }

    private static BootState state(String directory) {
        return new BootState(STACK.host(), directory, Timing.system());
    }

    private static Path file(String name) {
        return STACK.directory().resolve(name);
    }

    private static String image(String tag) {
        return STACK.services().get("REGISTRY") + "/" + STACK.name() + "/app:" + tag;
    }

    private static String password() {
        return STACK.services().contentOf("READER_PASSWORD_FILE");
    }

    // The stand-in is installed as it is.
    private static String binarySha256() throws IOException {
        return Sha256.of(Files.readAllBytes(Path.of(STACK.services().get("STATE"), "k3s/payload/k3s")));
    }

    private static String sum(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
