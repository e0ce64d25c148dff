package io.jenkins.plugins.stagedflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class UsageTest {
    private static final List<String> COMMANDS = List.of(
            "push", "boot", "ready", "logs", "down", "scan", "promote", "release", "deploy", "run", "stage", "summary");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final CommandLineRunner program = new CommandLineRunner();

    @Test
    public void shouldExplainEveryCommandWithAnExample() {
        for (String command : COMMANDS) {
            assertThat(program.run(command, "--help")).as(command).isZero();
            assertThat(program.output()).as(command).contains("Usage: staged-flow " + command, "Example:");
        }
    }

    @Test
    public void shouldDocumentTheExitStatus() {
        assertThat(program.run("--help")).isZero();

        assertThat(program.output())
                .contains("Exit status:", "0", "1", "2", "130")
                .contains(COMMANDS);
    }

    @Test
    public void shouldRefuseAnEmptyListOfImages() {
        refuses("images", "push", "--registry", "localhost:5000", "--tag", "v1");
        refuses("images", "scan");
        refuses("images", "promote", "--registry", "localhost:5000", "--from", "a", "--to", "b");
        refuses("images", "release", "--registry", "localhost:5000");
    }

    @Test
    public void shouldRefuseImageNamesThatAreNone() {
        refuses("images", "push", "--registry", "localhost:5000", "--tag", "v1", "two words");
        refuses("images", "push", "--registry", "localhost:5000", "--tag", "v1", "a;touch x");
        refuses("images", "scan", "app=a;b");
        refuses("images", "promote", "--registry", "localhost:5000", "--from", "a", "--to", "b", "Upper Case");
        refuses("images", "release", "--registry", "localhost:5000", "a;b");
    }

    @Test
    public void shouldRefuseATagThatIsTooLong() {
        String tag = "t".repeat(200);

        refuses("tag", "push", "--registry", "localhost:5000", "--tag", tag, "app");
        refuses("imageTag", "ready", "--image-tag", tag);
        refuses("to", "promote", "--registry", "localhost:5000", "--from", "a", "--to", tag, "app");
        refuses("from", "release", "--registry", "localhost:5000", "--from", tag, "app");
        assertThat(program.errors()).contains("(200 characters)").hasSizeLessThan(500);
    }

    @Test
    public void shouldRefuseAMissingFile() {
        refuses("pushed", "scan", "--pushed", "no-such-file.json");
        refuses("baseline", "scan", "--baseline", "no-such-file.json", "app=localhost:5000/app:v1");
        refuses(
                "scan",
                "promote",
                "--registry",
                "localhost:5000",
                "--from",
                "a",
                "--to",
                "b",
                "--scan",
                "no-such-file.json",
                "app");
        refuses("composeFiles", "boot", "--compose-file", "no-such-file.yml");
        refuses(
                "password-from",
                "push",
                "--registry",
                "localhost:5000",
                "--username",
                "u",
                "--password-from",
                "file:no-such-file",
                "app");
        refuses("directory", "push", "-C", "no-such-directory", "--registry", "localhost:5000", "--tag", "v1", "app");
    }

    @Test
    public void shouldRefuseAPortThatIsNone() throws Exception {
        Path key = Files.writeString(folder.newFile("key").toPath(), "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        refuses(
                "port",
                "deploy",
                "--host",
                "localhost",
                "--port",
                "70000",
                "--user",
                "u",
                "--key-from",
                "file:" + key,
                "--host-key",
                "SHA256:" + "A".repeat(43),
                "--target-directory",
                "/srv/app");
    }

    @Test
    public void shouldRefuseATimeLimitThatIsNone() {
        refuses("nodeTimeout", "ready", "--node-timeout", "-1");
        refuses("kubeconfigMode", "ready", "--kubeconfig-mode", "0777");
        refuses("manifests", "ready", "--manifest", "a.yaml=1234");
        refuses("max-size", "logs", "--max-size", "33");
        refuses("timeout", "boot", "--timeout", "-1");
        refuses("timeout", "scan", "--timeout", "-1", "app=localhost:5000/app:v1");
        refuses("maxHigh", "scan", "--max-high", "-1", "app=localhost:5000/app:v1");
        refuses("timeout", "stage", "--timeout", "-1", "true");
        refuses("--timeout", "boot", "--timeout", "soon");
    }

    @Test
    public void shouldRefuseASecretInPlaceOfItsSourceWithoutPrintingIt() {
        refuses(
                "password-from",
                "push",
                "--registry",
                "localhost:5000",
                "--username",
                "u",
                "--password-from",
                "hunter2secret",
                "app");

        assertThat(program.errors()).doesNotContain("hunter2secret").contains("env:NAME, file:PATH or stdin");
    }

    @Test
    public void shouldRefuseReleasesThatCannotBeMeant() {
        refuses("format", "release", "--registry", "localhost:5000", "--format", "M.YYYY", "app");
        refuses("tagger", "release", "--registry", "localhost:5000", "--tagger", "Ann", "app");
        refuses("repository", "release", "--registry", "localhost:5000", "--asset", "a.json", "app");
        refuses("githubToken", "release", "--registry", "localhost:5000", "--repository", "me/app", "app");
        refuses("gitKey", "release", "--registry", "localhost:5000", "--remote", "git@host.example:a.git", "app");
    }

    @Test
    public void shouldNotRepeatTheValueOfAnUnknownOption() {
        refuses(
                "does not know '--password=...'",
                "push",
                "--registry",
                "localhost:5000",
                "--password=hunter2secret",
                "app");

        assertThat(program.errors()).doesNotContain("hunter2secret");
    }

    @Test
    public void shouldCallAnImageByItsRepositoryUnlessItIsNamed() {
        refuses("images: 'app'", "scan", "localhost:5000/app:1", "localhost:5000/team/app:2");
        refuses("images", "scan", "NAME=localhost:5000/app:1");
    }

    @Test
    public void shouldPushNothingFromAForkUnlessToldSo() {
        program.with("PATH", "/nonexistent");

        assertThat(program.run("push", "--registry", "localhost:5000", "--tag", "v1", "--fork", "app"))
                .isZero();
        assertThat(program.errors()).contains("this change comes from a fork");
        assertThat(program.run(
                        "push", "--registry", "localhost:5000", "--tag", "v1", "--fork", "--no-skip-on-fork", "app"))
                .isEqualTo(1);
        assertThat(program.errors()).contains("docker");
    }

    @Test
    public void shouldTellAFailureThatCannotBeRecorded() throws Exception {
        String nowhere = folder.newFile("file") + "/record";

        assertThat(program.run("stage", "--record", nowhere, "--", "false")).isEqualTo(1);
        assertThat(program.errors()).contains("Could not create " + nowhere, "'false' exited with status 1");
    }

    @Test
    public void shouldPrintTheResultOnceWhenItCannotBeRecorded() throws Exception {
        String nowhere = folder.newFile("file") + "/record";

        assertThat(program.run("stage", "--json", "--record", nowhere, "--", "true"))
                .isEqualTo(1);
        assertThat(program.errors()).contains("Could not create " + nowhere);
        assertThat(program.output().strip()).startsWith("{").endsWith("}").doesNotContain("\"error\"");
    }

    @Test
    public void shouldRefuseAnUnknownCommand() {
        refuses("does not know 'publish'", "publish");
    }

    @Test
    public void shouldReadTheSecretFromStandardInput() {
        program.withInput("hunter2secret\n");

        assertThat(program.run(
                        "push",
                        "--registry",
                        "localhost:5000",
                        "--username",
                        "u",
                        "--password-from",
                        "stdin",
                        "--tag",
                        "v1",
                        "two words"))
                .isEqualTo(2);
        assertThat(program.errors()).contains("images").doesNotContain("hunter2secret");
    }

    /** Exit status 2, one sentence on standard error that names the field, nothing on standard output. */
    private void refuses(String field, String... arguments) {
        int status = program.run(arguments);

        assertThat(program.errors())
                .as(String.join(" ", arguments))
                .contains(field)
                .doesNotContain("\tat ");
        assertThat(program.errors().lines()).as(program.errors()).hasSize(1);
        assertThat(status).as(program.errors()).isEqualTo(2);
        assertThat(program.output()).isEmpty();
    }
}
