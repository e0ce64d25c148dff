package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeclarativePipelineTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Jenkinsfile jenkinsfile;

    @Before
    public void setUp() {
        jenkinsfile = new Jenkinsfile(folder.getRoot().toPath());
    }

    @Test
    public void shouldRunStagesInOrderWithTheirVariablesAndParameters() throws Exception {
        RunResult run = jenkinsfile
                .parameter("WHO", "you")
                .run(
                        "pipeline {",
                        "  agent any",
                        "  parameters {",
                        "    string(name: 'WHO', defaultValue: 'nobody')",
                        "    booleanParam(name: 'LOUD', defaultValue: true)",
                        "  }",
                        "  environment {",
                        "    FIRST = 'one'",
                        "    SECOND = \"${FIRST}-${params.WHO}\"",
                        "  }",
                        "  stages {",
                        "    stage('A') { steps { sh 'echo $SECOND $LOUD' } }",
                        "    stage('B') {",
                        "      environment { FIRST = 'inner' }",
                        "      steps { echo \"${FIRST} ${params.LOUD == true}\" }",
                        "    }",
                        "  }",
                        "}");

        assertThat(run.message()).isEmpty();
        assertThat(jenkinsfile.output()).contains("one-you true", "inner true");
        assertThat(Jenkinsfile.tree(run.tree())).endsWith("SUCCESS [A SUCCESS, B SUCCESS]");
    }

    @Test
    public void shouldLeaveOutWhatTheConditionsExclude() throws Exception {
        RunResult run = jenkinsfile
                .variable("BRANCH_NAME", "feature/x")
                .run(
                        "pipeline {",
                        "  agent none",
                        "  stages {",
                        "    stage('branch') { when { branch 'feature/*' }",
                        "      steps { echo 'ran branch' } }",
                        "    stage('not') { when { not { branch 'main' } }",
                        "      steps { echo 'ran not' } }",
                        "    stage('all') { when { allOf { branch 'main'; expression { true } } }",
                        "      steps { echo 'ran all' } }",
                        "    stage('any') { when { beforeAgent true; anyOf { branch 'main'; equals expected: 1, actual: 1 } }",
                        "      steps { echo 'ran any' } }",
                        "    stage('environment') { when { environment name: 'CI', value: 'false' }",
                        "      steps { echo 'ran environment' } }",
                        "    stage('regexp') { when { branch pattern: 'feat.*', comparator: 'REGEXP' }",
                        "      steps { echo 'ran regexp' } }",
                        "  }",
                        "}");

        assertThat(jenkinsfile.output())
                .contains("ran branch", "ran not", "ran any", "ran regexp")
                .doesNotContain("ran all", "ran environment");
        assertThat(Jenkinsfile.tree(run.tree()))
                .endsWith("SUCCESS [branch SUCCESS, not SUCCESS, all NOT_BUILT, any SUCCESS, environment NOT_BUILT,"
                        + " regexp SUCCESS]");
    }

    @Test
    public void shouldLeaveOutStagesAfterAFailureAndRunPostInOrder() throws Exception {
        RunResult run = jenkinsfile.run(
                "pipeline {",
                "  agent any",
                "  stages {",
                "    stage('bad') {",
                "      steps { sh 'exit 7' }",
                "      post {",
                "        failure { echo 'stage failed' }",
                "        success { echo 'never' }",
                "      }",
                "    }",
                "    stage('after') { steps { echo 'never' } }",
                "  }",
                "  post {",
                "    cleanup { echo 'cleanup' }",
                "    always { echo 'always' }",
                "    failure { echo \"failure ${currentBuild.currentResult}\" }",
                "    success { echo 'never' }",
                "  }",
                "}");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.message()).isEqualTo("script returned exit code 7 (line 5)");
        assertThat(jenkinsfile.output())
                .containsSubsequence("stage failed", "always", "failure FAILURE", "cleanup")
                .doesNotContain("never");
        assertThat(Jenkinsfile.tree(run.tree()))
                .endsWith("FAILURE [bad FAILURE, after NOT_BUILT, Declarative: Post Actions SUCCESS]");
    }

    @Test
    public void shouldRunBranchesAndCellsAsJenkinsNamesThem() throws Exception {
        RunResult run = jenkinsfile.run(
                "pipeline {",
                "  agent any",
                "  stages {",
                "    stage('Both') { parallel {",
                "      stage('a') { steps { echo 'a' } }",
                "      stage('b') {",
                "        agent any",
                "        steps { sh 'pwd' }",
                "      }",
                "    } }",
                "    stage('Grid') { matrix {",
                "      axes {",
                "        axis { name 'X'; values '1', '2' }",
                "        axis { name 'Y'; values 'p', 'q' }",
                "      }",
                "      excludes { exclude {",
                "        axis { name 'X'; values '2' }",
                "        axis { name 'Y'; notValues 'p' }",
                "      } }",
                "      stages { stage('T') { steps { echo \"$X$Y\" } } }",
                "    } }",
                "  }",
                "}");

        assertThat(Jenkinsfile.tree(run.tree()))
                .endsWith("SUCCESS [Both SUCCESS [a SUCCESS [a SUCCESS], b SUCCESS [b SUCCESS]], Grid SUCCESS"
                        + " [Matrix - X = '1', Y = 'p' SUCCESS [Matrix - X = '1', Y = 'p' SUCCESS [T SUCCESS]],"
                        + " Matrix - X = '1', Y = 'q' SUCCESS [Matrix - X = '1', Y = 'q' SUCCESS [T SUCCESS]],"
                        + " Matrix - X = '2', Y = 'p' SUCCESS [Matrix - X = '2', Y = 'p' SUCCESS [T SUCCESS]]]]");
        assertThat(jenkinsfile.console()).contains("1p", "1q", "2p").doesNotContain("2q");
    }

    @Test
    public void shouldKeepToTheOptions() throws Exception {
        RunResult run = jenkinsfile.run(
                "pipeline {",
                "  agent any",
                "  options { skipStagesAfterUnstable(); buildDiscarder(logRotator(numToKeepStr: '3')) }",
                "  stages {",
                "    stage('retried') {",
                "      options { retry(2); timeout(time: 30, unit: 'SECONDS') }",
                "      steps { sh 'test -e there || { touch there; exit 1; }' }",
                "    }",
                "    stage('shaky') { steps { unstable 'shaky' } }",
                "    stage('after') { steps { echo 'never' } }",
                "  }",
                "}");

        assertThat(run.result()).isEqualTo(Result.UNSTABLE);
        assertThat(Jenkinsfile.tree(run.tree()))
                .endsWith("UNSTABLE [retried SUCCESS, shaky UNSTABLE, after NOT_BUILT]");
    }

    @Test
    public void shouldSetCredentialsOfTheEnvironmentAndMaskThem() throws Exception {
        jenkinsfile
                .environment("STAGED_FLOW_CREDENTIAL_MY_LOGIN_USERNAME", "me")
                .environment("STAGED_FLOW_CREDENTIAL_MY_LOGIN_PASSWORD", "s3cret-pass")
                .run(
                        "pipeline {",
                        "  agent any",
                        "  environment { LOGIN = credentials('my-login') }",
                        "  stages { stage('x') { steps {",
                        "    sh 'echo user=$LOGIN_USR pass=$LOGIN_PSW both=$LOGIN; test \"$LOGIN\" = me:s3cret-pass'",
                        "  } } }",
                        "}");

        assertThat(jenkinsfile.console())
                .contains("user=me pass=**** both=", "Finished: SUCCESS")
                .doesNotContain("s3cret-pass");
    }

    @Test
    public void shouldRunOneStageAloneWithThoseAroundIt() throws Exception {
        RunResult run = jenkinsfile
                .stage("inner")
                .run(
                        "pipeline {",
                        "  agent any",
                        "  stages {",
                        "    stage('first') { steps { echo 'never' } }",
                        "    stage('outer') { stages {",
                        "      stage('inner') { steps { echo 'ran inner' } }",
                        "      stage('other') { steps { echo 'never' } }",
                        "    } }",
                        "  }",
                        "}");

        assertThat(jenkinsfile.output()).contains("ran inner").doesNotContain("never");
        assertThat(Jenkinsfile.tree(run.tree()))
                .endsWith("SUCCESS [first NOT_BUILT, outer SUCCESS [inner SUCCESS, other NOT_BUILT]]");
    }

    @Test
    public void shouldPrintWhatWouldRunAndTouchNothing() throws Exception {
        RunResult run = jenkinsfile
                .dry()
                .run(
                        "pipeline {",
                        "  agent any",
                        "  stages { stage('x') { steps {",
                        "    sh \"touch ${folder()}\"",
                        "    writeFile file: '/nonexistent/f', text: 'x'",
                        "    script { def scan = trivyScan(images: ['a']); scan.images.a.digest.toString() }",
                        "  } } }",
                        "}",
                        "def folder() { '" + folder.getRoot() + "/made' }");

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(jenkinsfile.output())
                .contains(
                        "would run: sh script: touch " + folder.getRoot() + "/made",
                        "would run: trivyScan images: [a]");
        assertThat(folder.getRoot().toPath().resolve("made")).doesNotExist();
    }

    @Test
    public void shouldRefuseWhatIsNotThereBeforeAnythingRuns() {
        refuses(
                "line 4: 'readJSON' is not valid",
                "pipeline {",
                "agent any",
                "stages { stage('a') { steps {",
                "readJSON file: 'x'",
                "} } }",
                "}");
        refuses(
                "line 2: 'agent kubernetes' is not valid",
                "pipeline {",
                "agent { kubernetes { yaml '' } }",
                "stages { stage('a') { steps { echo '' } } }",
                "}");
        refuses("line 2: 'tools' is not valid", "pipeline {", "tools { jdk '17' }", "agent any", "}");
        refuses("line 3: 'lock' is not valid", "pipeline {", "agent any", "options { lock('x') }", "}");
        refuses("a section 'agent'", "pipeline {", "stages { stage('a') { steps { echo '' } } }", "}");
        refuses(
                "exactly one of steps, stages, parallel and matrix",
                "pipeline {",
                "agent any",
                "stages { stage('a') { } }",
                "}");
        refuses(
                "other code belongs into script",
                "pipeline {",
                "agent any",
                "stages { stage('a') { steps { def x = 1 } } }",
                "}");
        refuses(
                "line 3: 'triggeredBy' is not valid",
                "pipeline {",
                "agent any",
                "stages { stage('a') { when { triggeredBy 'x' }",
                "steps { echo '' } } }",
                "}");
        refuses(
                "'sometimes' is not valid".replace("'sometimes'", "'this'"),
                "pipeline {",
                "agent any",
                "stages { stage('a') { steps { echo '' } } }",
                "post { sometimes { echo '' } }",
                "}");
    }

    @Test
    public void shouldRefuseAParameterThatIsNoneOfItsChoices() throws Exception {
        RunResult run = jenkinsfile
                .parameter("C", "z")
                .run(
                        "pipeline {",
                        "  agent any",
                        "  parameters { choice(name: 'C', choices: ['a', 'b']) }",
                        "  stages { stage('x') { steps { echo 'never' } } }",
                        "}");

        assertThat(run.message()).startsWith("param C: 'z' is not valid; expected one of a, b.");
    }

    private void refuses(String reason, String... script) {
        assertThatThrownBy(() -> jenkinsfile.run(script))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(reason);
        assertThat(folder.getRoot().toPath().resolve("runs")).isEmptyDirectory();
    }
}
