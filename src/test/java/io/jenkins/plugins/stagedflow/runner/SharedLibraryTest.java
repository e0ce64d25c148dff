package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.library.SampleRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shared library in local runs, where no service is needed. */
public class SharedLibraryTest {
    private static final String LIBRARY = "@Library('staged-flow') _";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private SampleRepository repository;
    private Jenkinsfile jenkinsfile;

    @Before
    public void makeRepository() throws Exception {
        repository = SampleRepository.empty(folder.getRoot().toPath())
                .ignore("runs/", "Jenkinsfile")
                .commit("backend/a.py", "pass\n");
        jenkinsfile = new Jenkinsfile(repository.sources()).variable("STAGED_FLOW_BASE", repository.head());
    }

    @Test
    public void shouldRefuseAWrongConfigurationBeforeAnyStage() throws Exception {
        RunResult result = run("stagedFlow(images: ['a'], registry: 'localhost:1', unitTests: 3, build: 'true')");

        assertThat(result.message())
                .startsWith("stagedFlow: the key 'unitTests' wants a map from names to commands,")
                .contains("not the number 3");
        assertThat(result.tree().parts()).isEmpty();
    }

    @Test
    public void shouldBuildNoImageAfterAFailedUnitTest() throws Exception {
        repository.commit("backend/a.py", "fail\n");

        RunResult result = run(
                "stagedFlow(images: ['a'], registry: 'localhost:1', unitTests: [good: 'echo good ended', bad: 'exit 3'],",
                "    build: 'echo images are built')");

        assertThat(Jenkinsfile.tree(result.tree()))
                .endsWith("FAILURE [Prepare SUCCESS, Checks and unit tests FAILURE"
                        + " [Unit tests: good SUCCESS, Unit tests: bad FAILURE]]");
        assertThat(jenkinsfile.console()).contains("good ended").doesNotContain("images are built");
    }

    @Test
    public void shouldPushNothingOfAFork() throws Exception {
        repository.commit("backend/a.py", "fork\n");
        jenkinsfile.variable("CHANGE_FORK", "somebody").variable("BRANCH_NAME", "PR-7");

        RunResult result = run(
                "stagedFlow(images: ['a'], registry: 'localhost:1', unitTests: [good: 'true'],",
                "    build: 'echo images are built', endToEndTests: [all: 'false'])");

        assertThat(Jenkinsfile.tree(result.tree()))
                .endsWith("SUCCESS [Prepare SUCCESS, Checks and unit tests SUCCESS [Unit tests: good SUCCESS],"
                        + " Build and push SUCCESS]");
        assertThat(jenkinsfile.console())
                .contains("images are built")
                .contains("Nothing is pushed, and no end-to-end tests run: the change comes from a fork");
    }

    @Test
    public void shouldRunTheDocumentationAloneForAChangeOfIt() throws Exception {
        for (String file : List.of("docs/index.md", "docs/a/b/picture.svg", "mkdocs.yml")) {
            assertThat(branchesAfter(file, "sbomCompliance: [failOnFindings: true],"))
                    .as(file)
                    .isEqualTo("Checks SUCCESS [Documentation SUCCESS]");
        }
    }

    @Test
    public void shouldRunWhatItsFilesAskFor() throws Exception {
        assertThat(branchesAfter("backend/b.py"))
                .contains("Ruff", "MyPy", "Grimp", "Bandit", "Unit tests: all")
                .doesNotContain("ESLint", "Svelte", "Documentation");
        assertThat(branchesAfter("frontend/b.ts"))
                .contains("ESLint", "Svelte check", "Unit tests: all")
                .doesNotContain("Ruff", "MyPy", "Grimp", "Bandit", "Documentation");
        assertThat(branchesAfter("README.md")).isEmpty();
        assertThat(branchesAfter("Jenkinsfile2/x"))
                .contains("Unit tests: all")
                .doesNotContain("Ruff", "ESLint", "Bandit", "Documentation");
    }

    @Test
    public void shouldKeepChangesOfOtherBranchesFromProduction() throws Exception {
        jenkinsfile.variable("BRANCH_NAME", "feature");

        RunResult result = run(
                "def one = scanAndPromote(images: ['a'], registry: 'localhost:1')",
                "def two = releaseAndDeploy(images: ['a'], registry: 'localhost:1')",
                "echo one.skipped + two.skipped");

        assertThat(result.message()).isEmpty();
        assertThat(jenkinsfile.console())
                .contains("Nothing is promoted: this is not a build of the branch main.Nothing");
    }

    @Test
    public void shouldGiveSuitesTheirCaches() throws Exception {
        repository.commit("package-lock.json", "{}\n");
        Path cache = folder.newFolder("cache").toPath();
        jenkinsfile.variable("XDG_CACHE_HOME", cache.toString());
        String check =
                "codeQuality(checks: [Web: [run: 'test -d modules || { mkdir modules; echo downloaded; }; rm -rf other',"
                        + " caches: [[paths: ['modules'], files: ['package-lock.json'], onHit: 'echo restored']]]])";

        run(check);
        assertThat(jenkinsfile.console()).contains("downloaded").doesNotContain("+ echo restored");
        run(check);
        assertThat(jenkinsfile.console()).contains("+ echo restored");
    }

    @Test
    public void shouldSendCoverageAndGoOnWhereItIsNotTaken() throws Exception {
        jenkinsfile.environment("STAGED_FLOW_CREDENTIAL_CODECOV_TEXT", "a-token-of-codecov");

        RunResult result = run(
                "node {",
                "    writeFile(file: 'coverage.xml', text: '<coverage/>')",
                "    for (status in [0, 4]) {",
                "        uploadCoverage(file: 'coverage.xml', flag: 'backend-unit', credentialsId: 'codecov',",
                "            run: 'echo \"sent $COVERAGE_FLAG $COVERAGE_FILE with $CODECOV_TOKEN\"; exit ' + status)",
                "    }",
                "    uploadCoverage(file: 'none.xml', flag: 'frontend-unit', credentialsId: 'codecov')",
                "}");

        assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("SUCCESS");
        assertThat(jenkinsfile.console())
                .contains("sent backend-unit coverage.xml with ****")
                .contains("Codecov did not take the coverage backend-unit (exit status 4); the build goes on.")
                .contains("The coverage frontend-unit is not recorded: there is no file none.xml.")
                .doesNotContain("a-token-of-codecov");
        assertThat(folder.getRoot().toPath()).isDirectoryRecursivelyContaining("glob:**/artifacts/coverage.xml");
    }

    /** The stages that a change of one file leads to, with fake commands for the checks of the document. */
    private String branchesAfter(String file, String... more) throws Exception {
        String base = repository.head();
        repository.commit(file, "x" + System.nanoTime() + "\n");
        jenkinsfile = new Jenkinsfile(repository.sources())
                .variable("STAGED_FLOW_BASE", base)
                .variable("CHANGE_FORK", "x");
        RunResult result = run(
                "def all = [:]",
                "for (name in ['ruff', 'mypy', 'grimp', 'eslint', 'svelteCheck']) { all[name] = [run: 'true'] }",
                "stagedFlow(codeQuality: [checks: all], securityScan: [run: 'true'], docsSite: [run: 'true'],",
                String.join("", more),
                "    images: ['a'], registry: 'localhost:1', unitTests: [all: 'true'], build: 'true')");
        assertThat(result.result().name()).as(jenkinsfile.console()).isEqualTo("SUCCESS");
        String tree = Jenkinsfile.tree(result.tree());
        return tree.replaceFirst(".*Prepare SUCCESS(, )?", "").replaceFirst("\\]$", "");
    }

    private RunResult run(String... script) throws Exception {
        String[] lines = new String[script.length + 1];
        lines[0] = LIBRARY;
        System.arraycopy(script, 0, lines, 1, script.length);
        return jenkinsfile.run(lines);
    }
}
