package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ScriptedPipelineTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Jenkinsfile jenkinsfile;

    @Before
    public void setUp() {
        jenkinsfile = new Jenkinsfile(folder.getRoot().toPath());
    }

    @Test
    public void shouldReturnWhatAShellScriptPrintedOrHowItEnded() throws Exception {
        RunResult run = jenkinsfile.run(
                "node {",
                "  echo sh(script: 'printf text', returnStdout: true).trim()",
                "  echo \"${sh(script: 'exit 3', returnStatus: true)}\"",
                "}");

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(jenkinsfile.output()).contains("text", "3");
    }

    @Test
    public void shouldFailWhereAShellScriptFails() throws Exception {
        RunResult run = jenkinsfile.run("node {", "  sh 'exit 4'", "  echo 'not reached'", "}");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.message()).isEqualTo("script returned exit code 4 (line 2)");
        assertThat(jenkinsfile.console()).doesNotContain("not reached").endsWith("Finished: FAILURE");
    }

    @Test
    public void shouldIterateOverListsAndMapsWithStepsInTheBlock() throws Exception {
        jenkinsfile.run(
                "node {",
                "  ['a', 'b'].each { name -> sh \"echo each-$name\" }",
                "  [x: 1].each { key, value -> echo \"$key=$value\" }",
                "  for (int i = 0; i < 2; i++) { sh \"echo for-$i\" }",
                "  echo(['p', 'q'].collectEntries { [(it): it.toUpperCase()] }.toString())",
                "}");

        assertThat(jenkinsfile.output()).contains("each-a", "each-b", "x=1", "for-0", "for-1", "[p:P, q:Q]");
    }

    @Test
    public void shouldRunBranchesAtTheSameTime() throws Exception {
        RunResult run = jenkinsfile.run(
                "node {",
                "  parallel(",
                "    first: { sh 'touch first; while [ ! -e second ]; do sleep 0.05; done' },",
                "    second: { sh 'touch second; while [ ! -e first ]; do sleep 0.05; done' })",
                "}");

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(Jenkinsfile.tree(run.tree())).endsWith("SUCCESS [first SUCCESS, second SUCCESS]");
    }

    @Test
    public void shouldLetOtherBranchesEndWhenOneFails() throws Exception {
        RunResult run = jenkinsfile.run("parallel bad: { error 'broken' }, good: { sleep 1; echo 'good ended' }");

        assertThat(jenkinsfile.output()).contains("[good] good ended", "ERROR: broken (line 1)");
        assertThat(Jenkinsfile.tree(run.tree())).endsWith("FAILURE [bad FAILURE, good SUCCESS]");
    }

    @Test
    public void shouldStopOtherBranchesAtOnceWithFailFast() throws Exception {
        RunResult run = jenkinsfile.run(
                "node {",
                "  parallel bad: { sleep 1; error 'broken' }, slow: { sh 'sleep 60; touch ended' }, failFast: true",
                "}");

        assertThat(run.message()).startsWith("broken");
        assertThat(Jenkinsfile.tree(run.tree())).endsWith("FAILURE [bad FAILURE, slow ABORTED]");
    }

    @Test
    public void shouldGiveEachNodeAWorkspaceOfItsOwn() throws Exception {
        jenkinsfile.run("parallel a: { node('x') { sh 'pwd; sleep 0.5' } }, b: { node('y') { sh 'sleep 0.5; pwd' } }");

        assertThat(jenkinsfile.output())
                .filteredOn(line -> line.contains("/workspace/") && !line.contains("+ "))
                .extracting(line -> line.substring(4))
                .doesNotHaveDuplicates()
                .hasSize(2)
                .anyMatch(line -> line.endsWith("@2"));
    }

    @Test
    public void shouldSetVariablesForABlockAlone() throws Exception {
        jenkinsfile.run(
                "env.GLOBAL = 'g'",
                "node {",
                "  withEnv(['A=inner', 'PATH+X=/extra']) { sh 'echo $A $GLOBAL ${PATH%%:*}'; echo env.A }",
                "  echo \"after ${env.A} ${GLOBAL}\"",
                "}");

        assertThat(jenkinsfile.output()).contains("inner g /extra", "inner", "after null g");
    }

    @Test
    public void shouldEndABlockAtItsTimeLimitAndLetTheScriptCatchIt() throws Exception {
        RunResult run = jenkinsfile.run(
                "node {",
                "  try { timeout(time: 1, unit: 'SECONDS') { sh 'sleep 60' } } catch (e) { echo \"caught ${e.message}\" }",
                "}");

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(jenkinsfile.output()).contains("caught Timeout of 1 sec has been exceeded");
    }

    @Test
    public void shouldTryAgainAsOftenAsAsked() throws Exception {
        RunResult run = jenkinsfile.run(
                "def n = 0", "retry(3) { n++; if (n < 3) { error \"attempt $n\" } }", "echo \"done at $n\"");

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(jenkinsfile.output()).contains("ERROR: attempt 1", "ERROR: attempt 2", "done at 3");
    }

    @Test
    public void shouldGoOnAfterACaughtErrorWithTheResultsNamed() throws Exception {
        RunResult run = jenkinsfile.run(
                "stage('One') { catchError(buildResult: 'UNSTABLE', stageResult: 'FAILURE') { error 'no' } }",
                "stage('Two') { warnError('careful') { error 'oops' } }",
                "stage('Three') { unstable 'shaky' }",
                "echo currentBuild.currentResult");

        assertThat(run.result()).isEqualTo(Result.UNSTABLE);
        assertThat(jenkinsfile.output()).contains("UNSTABLE", "careful", "WARNING: shaky");
        assertThat(Jenkinsfile.tree(run.tree())).endsWith("UNSTABLE [One FAILURE, Two UNSTABLE, Three UNSTABLE]");
    }

    @Test
    public void shouldWaitUntilTheBlockSaysSo() throws Exception {
        jenkinsfile.run(
                "def n = 0",
                "waitUntil(initialRecurrencePeriod: 10, quiet: true) { n++; return n == 3 }",
                "echo \"n=$n\"");

        assertThat(jenkinsfile.output()).contains("n=3");
    }

    @Test
    public void shouldRefuseAStepThatItDoesNotHaveByNameWithItsLine() throws Exception {
        RunResult run = jenkinsfile.run("node {", "  def x = readJSON file: 'a.json'", "}");

        assertThat(run.message()).contains("no step 'readJSON'").endsWith("(line 2)");
    }

    @Test
    public void shouldRefuseAnArgumentThatAStepDoesNotHave() throws Exception {
        RunResult run = jenkinsfile.run("node { sh(script: 'true', quiet: true) }");

        assertThat(run.message()).startsWith("sh: 'quiet' is not valid; expected one of script,");
    }

    @Test
    public void shouldRefuseAScriptThatDoesNotCompileWithItsLine() throws Exception {
        assertThatThrownBy(() -> jenkinsfile.run("node {", "  echo 'a", "}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Jenkinsfile line 2");
    }

    @Test
    public void shouldRefuseStepsWhereJenkinsCannotCallThem() throws Exception {
        RunResult run =
                jenkinsfile.run("node {", "  def sorted = ['b', 'a'].toSorted { x, y -> sh 'true'; x <=> y }", "}");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.message()).contains("pipeline-cps-method-mismatches");
    }

    @Test
    public void shouldRefuseAStepOutsideOfANodeWhereItNeedsOne() throws Exception {
        assertThat(jenkinsfile.run("sh 'true'").message()).contains("call 'sh' inside node");
    }

    @Test
    public void shouldHaveVariablesAndClassesOfALibrary() throws Exception {
        jenkinsfile.write(
                "demo/vars/greet.groovy", "def call(String who, Closure body) {", "  stage(who) { body() }", "}");
        jenkinsfile.write("demo/vars/config.groovy", "def getName() { 'the name' }");
        jenkinsfile.write(
                "demo/src/org/demo/Tool.groovy",
                "package org.demo",
                "class Tool implements Serializable {",
                "  def script",
                "  Tool(script) { this.script = script }",
                "  def use(List names) { names.each { script.echo \"tool $it ${script.env.JOB_NAME}\" } }",
                "}");
        jenkinsfile.write("demo/resources/a/text.txt", "resource");
        RunResult run = jenkinsfile
                .library("demo")
                .variable("JOB_NAME", "job")
                .run(
                        "@Library('demo@main') _",
                        "import org.demo.Tool",
                        "greet('World') { echo config.name }",
                        "new Tool(this).use(['x', 'y'])",
                        "echo libraryResource('a/text.txt').trim()");

        assertThat(run.message()).isEmpty();
        assertThat(jenkinsfile.output()).contains("the name", "tool x job", "tool y job", "resource");
        assertThat(Jenkinsfile.tree(run.tree())).endsWith("[World SUCCESS]");
    }

    @Test
    public void shouldRefuseALibraryThatIsNotHere() throws Exception {
        assertThatThrownBy(() -> jenkinsfile.run("@Library('elsewhere') _", "echo 'x'"))
                .hasMessageContaining("No library named 'elsewhere' found");
    }
}
