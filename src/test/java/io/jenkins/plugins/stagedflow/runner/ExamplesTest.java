package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.library.SampleRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The Jenkinsfiles of the documentation, in a dry run. */
public class ExamplesTest {
    private static final Path EXAMPLES = Path.of("docs", "examples");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldRunDry() throws Exception {
        List<Path> examples;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            examples = files.filter(file -> file.toString().endsWith(".Jenkinsfile"))
                    .filter(file -> !file.endsWith("kubernetes.Jenkinsfile"))
                    .sorted()
                    .toList();
        }
        assertThat(examples).hasSizeGreaterThanOrEqualTo(11);
        SampleRepository repository =
                SampleRepository.empty(folder.getRoot().toPath()).commit("a", "b");
        for (Path example : examples) {
            Jenkinsfile jenkinsfile = new Jenkinsfile(repository.sources()).dry();
            RunResult result = jenkinsfile.variable("BRANCH_NAME", "main").run(Files.readString(example));
            assertThat(result.result().name())
                    .as(example + "\n" + jenkinsfile.console())
                    .isEqualTo("SUCCESS");
        }
    }

    @Test
    public void shouldStayShort() throws Exception {
        assertThat(Files.readAllLines(Path.of("Jenkinsfile"))).hasSizeLessThanOrEqualTo(60);
    }
}
