package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SampleRepository;
import io.jenkins.plugins.stagedflow.library.SmallFlow;
import io.jenkins.plugins.stagedflow.library.Trouble;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shared library in local runs on the real services. */
public class SharedLibraryIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private SmallFlow small;

    @After
    public void takeDown() {
        if (small != null) {
            small.takeDown();
        }
    }

    @Test
    public void shouldCarryTheSampleStackToProduction() throws Exception {
        SampleRepository repository =
                SampleRepository.ofProject(folder.getRoot().toPath());
        repository.ignore("runs/");
        Path production = repository.cloneTo(folder.getRoot().toPath().resolve("production"));
        try {
            Jenkinsfile jenkinsfile = jenkinsfile(repository, repository.variables(services, production));
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
        small = new SmallFlow(services, folder.getRoot().toPath());
        shouldReachProduction();
        shouldBuildNothingAfterAFailedUnitTest();
        shouldTestNothingWithoutAnImage();
        shouldNotPromoteAfterAFailedShard();
        shouldNotPromoteWithAFinding(Trouble.FINDING);
        shouldNotPromoteWithAFinding(Trouble.FINDING_BESIDE_TESTS);
        shouldGoBack();
    }

    @Test
    public void shouldNotDisturbARunBesideIt() throws Exception {
        small = new SmallFlow(services, folder.getRoot().toPath());
        small.write("Jenkinsfile", SmallFlow.besideBuild());
        small.commit("www/index.html", "beside another\n");
        String logins = logins();
        // Both push what is built by then, as runs of one commit do.
        small.build();
        Jenkinsfile one = jenkinsfile();
        Jenkinsfile two = jenkinsfile(small.repository(), small.withAnotherProduction());
        CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> runWell(two));
        runWell(one);
        beside.join();

        assertThat(logins()).isEqualTo(logins);
        assertThat(small.digest("latest"))
                .isEqualTo(small.digest(small.repository().tag()));
    }

    private void shouldReachProduction() throws Exception {
        runWell(jenkinsfile());

        assertThat(small.digest("latest"))
                .isNotEmpty()
                .isEqualTo(small.digest(small.repository().tag()));
        assertThat(small.inProduction()).contains("/app:2");
    }

    private void shouldBuildNothingAfterAFailedUnitTest() throws Exception {
        Jenkinsfile jenkinsfile = jenkinsfile();

        runInto(Trouble.UNIT_TEST, jenkinsfile);

        assertThat(jenkinsfile.console()).doesNotContain("docker build");
        assertThat(small.digest(small.repository().tag())).isEmpty();
    }

    private void shouldTestNothingWithoutAnImage() throws Exception {
        Jenkinsfile jenkinsfile = jenkinsfile();

        RunResult result = runInto(Trouble.NO_IMAGE, jenkinsfile);

        assertThat(jenkinsfile.console())
                .contains("Not tested: the images were not built and pushed")
                .doesNotContain("{ (Ready)", "The logs of the stack could not be collected");
        try (Stream<Path> files = Files.walk(result.directory())) {
            assertThat(files.filter(file -> file.endsWith("k3s-uninstall.sh"))).isEmpty();
        }
    }

    private void shouldNotPromoteAfterAFailedShard() throws Exception {
        String latest = small.digest("latest");
        Jenkinsfile jenkinsfile = jenkinsfile();

        RunResult result = runInto(Trouble.SHARD, jenkinsfile);

        assertThat(jenkinsfile.console()).contains("shard 2 has ended");
        assertThat(small.digest("latest")).isEqualTo(latest);
        try (Stream<Path> kept = Files.walk(result.directory().resolve("artifacts"))) {
            assertThat(kept.map(Path::toString)).anyMatch(file -> file.contains("logs/web-1-2/"));
        }
    }

    private void shouldNotPromoteWithAFinding(Trouble trouble) throws Exception {
        String latest = small.digest("latest");

        runInto(trouble, jenkinsfile());

        assertThat(small.digest("latest")).isEqualTo(latest);
    }

    private void shouldGoBack() throws Exception {
        String first = small.digest("latest");
        String before = small.inProduction();

        RunResult result = runInto(Trouble.PRODUCTION, jenkinsfile());

        assertThat(small.inProduction()).isNotEmpty().isEqualTo(before);
        assertThat(small.digest("latest"))
                .isNotEqualTo(first)
                .isEqualTo(small.digest(small.repository().tag()));
        assertThat(Files.readString(result.directory().resolve("summary.html")))
                .contains("Deployment of ", " failed: ", " and latest stand as they are");
    }

    private RunResult runInto(Trouble trouble, Jenkinsfile jenkinsfile) throws Exception {
        trouble.commitTo(small);
        RunResult result = jenkinsfile.runAsItIs();
        assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("FAILURE");
        assertThat(lines(result.tree(), "")).as(jenkinsfile.console()).isEqualTo(trouble.tree());
        return result;
    }

    private static void runWell(Jenkinsfile jenkinsfile) {
        try {
            RunResult result = jenkinsfile.runAsItIs();
            assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("SUCCESS");
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private Jenkinsfile jenkinsfile() throws IOException {
        return jenkinsfile(small.repository(), small.variables());
    }

    private Jenkinsfile jenkinsfile(SampleRepository repository, Map<String, String> variables) throws IOException {
        Jenkinsfile jenkinsfile = new Jenkinsfile(repository.sources()).credentials(credentials());
        variables.forEach(jenkinsfile::variable);
        Map<String, String> machine = services.host(repository.sources()).environment();
        return jenkinsfile
                .variable("BRANCH_NAME", "main")
                .environment("DOCKER_HOST", machine.get("DOCKER_HOST"))
                .environment("PATH", machine.get("PATH"));
    }

    private Path credentials() throws IOException {
        Path file = folder.newFile().toPath();
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

    /** What docker and kubectl keep of the user. */
    private static String logins() throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        StringBuilder logins = new StringBuilder();
        for (Path file : List.of(home.resolve(".docker/config.json"), home.resolve(".kube/config"))) {
            logins.append(Files.exists(file) ? Files.readString(file) : "none").append('\n');
        }
        return logins.toString();
    }

    private static String lines(StageNode node, String indent) {
        StringBuilder lines = new StringBuilder();
        for (StageNode part : node.parts()) {
            lines.append(indent)
                    .append(part.name())
                    .append(' ')
                    .append(part.result())
                    .append('\n')
                    .append(lines(part, indent + "  "));
        }
        return lines.toString();
    }
}
