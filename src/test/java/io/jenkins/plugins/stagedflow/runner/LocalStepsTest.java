package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LocalStepsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Jenkinsfile jenkinsfile;

    @Before
    public void setUp() {
        jenkinsfile = new Jenkinsfile(folder.getRoot().toPath());
    }

    @Test
    public void shouldReadAndWriteFiles() throws Exception {
        jenkinsfile.run(
                "node {",
                "  writeFile file: 'a/b.txt', text: 'content'",
                "  echo readFile('a/b.txt') + fileExists('a/b.txt') + fileExists('none') + isUnix()",
                "  echo pwd()",
                "  dir('a') { deleteDir() }",
                "  echo \"there: ${fileExists('a/b.txt')}\"",
                "}");

        assertThat(jenkinsfile.output()).contains("contenttruefalsetrue", "there: false");
    }

    @Test
    public void shouldHandFilesFromOneNodeToAnother() throws Exception {
        RunResult run = jenkinsfile.run(
                "node { writeFile file: 'out/x.txt', text: 'stashed'; stash name: 's', includes: 'out/**' }",
                "node { deleteDir(); unstash 's'; echo readFile('out/x.txt'); archiveArtifacts 'out/*.txt' }");

        assertThat(jenkinsfile.output()).contains("stashed");
        assertThat(run.directory().resolve("artifacts/out/x.txt")).hasContent("stashed");
    }

    @Test
    public void shouldFailWhereThereIsNothingToKeep() throws Exception {
        assertThat(jenkinsfile.run("node { archiveArtifacts '*.none' }").message())
                .startsWith("No artifacts found that match the file pattern \"*.none\"");
        assertThat(jenkinsfile
                        .run("node { stash name: 's', includes: '*.none' }")
                        .message())
                .startsWith("No files included in stash 's'");
        assertThat(jenkinsfile.run("node { junit '*.none' }").message()).startsWith("No test report files were found");
    }

    @Test
    public void shouldCountTestsAndBecomeUnstableByFailedOnes() throws Exception {
        RunResult run = jenkinsfile.run(
                "node {",
                "  writeFile file: 'r.xml', text: '''<testsuite><testcase classname=\"c\" name=\"a\"/>",
                "    <testcase classname=\"c\" name=\"b\"><failure/></testcase>",
                "    <testcase classname=\"c\" name=\"d\"><skipped/></testcase></testsuite>'''",
                "  def r = junit 'r.xml'",
                "  echo \"${r.totalCount} ${r.failCount} ${r.skipCount} ${r.passCount}\"",
                "}");

        assertThat(run.result()).isEqualTo(Result.UNSTABLE);
        assertThat(jenkinsfile.output()).contains("3 1 1 1", "1 of 3 tests failed: c.b");
    }

    @Test
    public void shouldMaskCredentialsAndRemoveTheirFiles() throws Exception {
        Path file = jenkinsfile.write(
                "credentials.json",
                "{\"login\": {\"username\": \"me\", \"password\": \"p4ssword\"},",
                " \"token\": {\"text\": \"t0ken-text\"}, \"doc\": {\"fileFrom\": \"doc.txt\"},",
                " \"key\": {\"username\": \"git\", \"privateKeyFrom\": \"key.pem\"}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        jenkinsfile.write("doc.txt", "document");
        jenkinsfile.write("key.pem", "-----BEGIN PRIVATE KEY-----", "abc");
        RunResult run = jenkinsfile
                .credentials(file)
                .run(
                        "node {",
                        "  withCredentials([usernamePassword(credentialsId: 'login', usernameVariable: 'U', passwordVariable: 'P'),",
                        "      string(credentialsId: 'token', variable: 'T'), file(credentialsId: 'doc', variable: 'F'),",
                        "      sshUserPrivateKey(credentialsId: 'key', keyFileVariable: 'K', usernameVariable: 'KU')]) {",
                        "    sh 'test $P = p4ssword; test $T = t0ken-text; echo $U $KU $P $T; cat $F; stat -c %a $K; echo $F > where'",
                        "  }",
                        "  sh 'test ! -e \"$(cat where)\"'",
                        "  echo \"after: ${env.P}\"",
                        "}");

        assertThat(run.message()).isEmpty();
        assertThat(jenkinsfile.console())
                .contains("me git **** ****", "document", "600", "after: null")
                .doesNotContain("p4ssword", "t0ken-text");
    }

    @Test
    public void shouldRefuseCredentialsThatOthersMayRead() throws Exception {
        Path file = jenkinsfile.write("credentials.json", "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> jenkinsfile.credentials(file).run("echo 'x'")).hasMessageContaining("chmod 600");
    }

    @Test
    public void shouldNameWhereCredentialsCouldBe() throws Exception {
        assertThat(jenkinsfile
                        .run("node { withCredentials([string(credentialsId: 'a-b', variable: 'T')]) { echo 'x' } }")
                        .message())
                .contains("STAGED_FLOW_CREDENTIAL_A_B_TEXT");
    }

    @Test
    public void shouldRefuseToAskWithoutATerminal() throws Exception {
        assertThat(jenkinsfile.run("input 'Deploy?'").message()).startsWith("input: 'Deploy?' cannot be asked");
    }

    @Test
    public void shouldGiveParametersOfPropertiesTheirDefaults() throws Exception {
        jenkinsfile
                .parameter("B", "false")
                .run(
                        "properties([parameters([string(name: 'A', defaultValue: 'x'), booleanParam(name: 'B', defaultValue: true)]),",
                        "  disableConcurrentBuilds()])",
                        "echo \"${params.A} ${params.B == false} ${A}\"");

        assertThat(jenkinsfile.output()).contains("x true x");
    }

    @Test
    public void shouldLoadAnotherScript() throws Exception {
        RunResult run = jenkinsfile.run(
                "node {",
                "  writeFile file: 'tool.groovy', text: '''def hi(who) { echo \"hi $who\" }",
                "return this'''",
                "  def tool = load 'tool.groovy'",
                "  tool.hi('you')",
                "}");

        assertThat(run.message()).isEmpty();
        assertThat(jenkinsfile.output()).contains("hi you");
    }

    @Test
    public void shouldKeepItsStagesAsJsonAndAsAPage() throws Exception {
        RunResult run = jenkinsfile.run(
                "stage('Build') { echo 'b' }", "stage('Test') { parallel a: { echo 'a' }, b: { error 'broken' } }");

        JsonNode tree = new ObjectMapper()
                .readTree(run.directory().resolve("stages.json").toFile());
        assertThat(tree.path("result").asText()).isEqualTo("FAILURE");
        assertThat(tree.at("/parts/1/parts/1/name").asText()).isEqualTo("b");
        assertThat(tree.at("/parts/1/parts/1/kind").asText()).isEqualTo("branch");
        assertThat(tree.at("/parts/1/parts/1/result").asText()).isEqualTo("FAILURE");
        assertThat(run.directory().resolve("summary.html")).content().contains("Build", "broken");
        assertThat(jenkinsfile.output()).anyMatch(line -> line.matches("Build +success +[0-9.]+"));
    }

    @Test
    public void shouldCheckOutTheSourcesWithWhatIsNotCommittedYet() throws Exception {
        RunResult run = jenkinsfile.run(
                "node {",
                "  sh '''mkdir repo; cd repo; git init -q -b main; git config user.email a@b; git config user.name n",
                "    echo one > kept; echo two > gone; git add -A; git commit -qm first'''",
                "}");
        Path repository = run.directory().resolve("workspace").toAbsolutePath();
        Path sources = Files.list(repository)
                .filter(directory -> !directory.toString().endsWith("@tmp"))
                .findFirst()
                .orElseThrow()
                .resolve("repo");
        Files.delete(sources.resolve("gone"));
        Files.writeString(sources.resolve("new"), "three");
        Jenkinsfile inside = new Jenkinsfile(sources);
        RunResult second = inside.run(
                "pipeline {",
                "  agent any",
                "  stages {",
                "    stage('see') { steps { sh 'ls; git rev-parse --abbrev-ref HEAD; echo on $BRANCH_NAME $GIT_COMMIT' } }",
                "    stage('docs') { when { changeset 'docs/**' }",
                "      steps { echo 'never' } }",
                "    stage('new') { when { changeset 'n*' }",
                "      steps { echo 'changed new' } }",
                "  }",
                "}");

        assertThat(second.message()).isEmpty();
        assertThat(inside.output())
                .contains("kept", "new", "Jenkinsfile", "HEAD", "changed new")
                .doesNotContain("gone", "runs", "never")
                .anyMatch(line -> line.matches("on main [0-9a-f]{40}"));
        assertThat(Jenkinsfile.tree(second.tree()))
                .contains("[Declarative: Checkout SCM SUCCESS, see SUCCESS, docs NOT_BUILT, new SUCCESS]");
    }

    @Test
    public void shouldEndWhatRunsWhenItIsInterruptedAndRunPost() throws Exception {
        Thread here = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (!jenkinsfile.console().contains("started")) {
                LockSupport.parkNanos(10_000_000);
            }
            here.interrupt();
        });
        interrupter.setDaemon(true);
        interrupter.start();
        RunResult run = jenkinsfile.run(
                "pipeline {",
                "  agent any",
                "  stages { stage('long') { steps { sh 'echo started; sleep 120' } } }",
                "  post {",
                "    aborted { sh 'echo post ran' }",
                "  }",
                "}");

        assertThat(run.result()).isEqualTo(Result.ABORTED);
        assertThat(jenkinsfile.output()).contains("post ran", "Aborted by the user (line 3)");
    }
}
