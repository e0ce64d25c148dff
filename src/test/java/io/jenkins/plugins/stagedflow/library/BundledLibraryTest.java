package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.GroovyClassLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The library as it comes with the program. */
public class BundledLibraryTest {
    private static final List<String> VARIABLES = List.of(
            "cachedFiles",
            "cachedImage",
            "changedPaths",
            "codeQuality",
            "docsSite",
            "flowSummary",
            "releaseAndDeploy",
            "sbomCompliance",
            "scanAndPromote",
            "securityScan",
            "stackTests",
            "stagedFlow",
            "stepSummary",
            "uploadCoverage");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldHoldEachVariableWithItsHelp() {
        assertThat(BundledLibrary.files().keySet().stream().filter(name -> name.startsWith("vars/")))
                .containsExactlyElementsOf(VARIABLES.stream()
                        .flatMap(name -> List.of("vars/" + name + ".groovy", "vars/" + name + ".txt").stream())
                        .toList());
    }

    @Test
    public void shouldHoldWhatIsInTheRepository() throws IOException {
        BundledLibrary.copyTo(folder.getRoot().toPath());

        for (String file : BundledLibrary.files().keySet()) {
            assertThat(folder.getRoot().toPath().resolve(file))
                    .hasSameBinaryContentAs(Path.of("library").resolve(file));
        }
        assertThat(BundledLibrary.files())
                .containsKeys("src/stagedflow/Schema.groovy", "resources/stagedflow/claim.sh");
    }

    @Test
    public void shouldCompileAsJenkinsCompilesIt() throws IOException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.addCompilationCustomizers(new CpsTransformer());
        configuration.setScriptBaseClass(SerializableScript.class.getName());
        try (GroovyClassLoader loader = new GroovyClassLoader(getClass().getClassLoader(), configuration)) {
            loader.addURL(Path.of("library", "src").toUri().toURL());
            for (String variable : VARIABLES) {
                Path file = Path.of("library", "vars", variable + ".groovy");
                assertThat(loader.parseClass(Files.readString(file, StandardCharsets.UTF_8), variable))
                        .hasSuperclass(SerializableScript.class);
            }
        }
    }
}
