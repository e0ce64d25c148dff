package io.jenkins.plugins.stagedflow.runner.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.library.BundledLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The command line as it is built, with the library in it. */
public class CompiledLibraryIT {
    private static final Path JAR = Path.of("target", "staged-flow-cli.jar");
    private static final Pattern CLASS = Pattern.compile("[^$]*/runner/library/compiled/([^$]*)\\.class");
    private static final Pattern SOURCE = Pattern.compile("(?:src|vars)/(.*)\\.groovy");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void writeJenkinsfile() throws Exception {
        Files.writeString(file("Jenkinsfile"), """
                @Library('staged-flow') _
                stage('Before') {
                    catchError { stackTests(images: 'backend') }
                }
                node {
                    stackTests(unitTests: [backend: 'echo tested; exit 3'], build: 'true', images: ['backend'],
                        registry: '127.0.0.1:9', namespace: 'sample')
                }
                """);
        call("git", "-C", folder.getRoot().toString(), "init", "--quiet");
        call("git", "-C", folder.getRoot().toString(), "add", "Jenkinsfile");
        call(
                "git",
                "-C",
                folder.getRoot().toString(),
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@localhost",
                "commit",
                "--quiet",
                "--message",
                "Test the library");
    }

    @Test
    public void shouldHoldEveryClassOfTheLibrary() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(names(CLASS, jar.stream().map(Object::toString).toList()))
                    .containsAll(
                            names(SOURCE, List.copyOf(BundledLibrary.files().keySet())));
        }
    }

    @Test
    public void shouldRunAsTheSourcesDo() throws Exception {
        String compiled = output();
        String sources = output("--library", "staged-flow=" + Path.of("library").toAbsolutePath());

        assertThat(compiled)
                .contains(
                        "stackTests: the key 'registry' is missing",
                        "+ echo tested",
                        "exit code 3",
                        "Finished: FAILURE")
                .isEqualTo(sources);
    }

    // Without what differs from run to run.
    private String output(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("bin/staged-flow", "run", "--output", file("runs").toString()));
        command.addAll(List.of(options));
        command.add(file("Jenkinsfile").toString());
        return call(command.toArray(new String[0]))
                .replaceAll("runs/\\d+", "runs/N")
                .replaceAll(" +\\d+\\.\\d(?= |\\n)", "")
                .replaceAll(" +\\n", "\n");
    }

    private static String call(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static TreeSet<String> names(Pattern pattern, List<String> paths) {
        TreeSet<String> names = new TreeSet<>();
        paths.stream().map(pattern::matcher).filter(Matcher::matches).forEach(found -> names.add(found.group(1)));
        return names;
    }

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }
}
