package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The shell scripts of the library that need no service. */
public class LibraryScriptsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private Path work;

    @Before
    public void makeWorkspace() throws IOException {
        work = folder.newFolder("work").toPath();
        environment.put(
                "CACHE_DIRECTORY", folder.getRoot().toPath().resolve("cache").toString());
        environment.put("CACHE_FILES", "package-lock.json");
        environment.put("CACHE_PATHS", "node_modules\nbrowsers/chromium");
        Files.writeString(work.resolve("package-lock.json"), "one");
    }

    @Test
    public void shouldClaimPortsThatNobodyElseGets() throws Exception {
        environment.put("PORT_NAMES", "BACKEND_PORT FRONTEND_PORT API_PORT");
        environment.put("STACK", "frontend-1-2");
        Set<String> ports = new HashSet<>();
        StringBuilder claims = new StringBuilder();

        for (int run = 0; run < 5; run++) {
            Map<?, ?> values = assignments(output("claim.sh"));
            assertThat(values.get("STACK_NAME").toString()).matches("frontend-1-2-\\d+");
            List.of("BACKEND_PORT", "FRONTEND_PORT", "API_PORT")
                    .forEach(name -> ports.add(values.get(name).toString()));
            claims.append(values.get("PORT_CLAIMS")).append(' ');
        }
        assertThat(ports).hasSize(15).allMatch(port -> Integer.parseInt(port) >= 20000);

        environment.put("PORT_CLAIMS", claims.toString());
        assertThat(run("release.sh")).isZero();
        assertThat(claims.toString().strip().split(" ")).hasSize(15).allMatch(claim -> !Files.exists(Path.of(claim)));
    }

    @Test
    public void shouldSetVariablesInAScriptAsTheyAre() throws Exception {
        String nasty = "it's $HOME `id` \\ \"x\"";
        Object script = new LibraryClasses()
                .call(
                        "Texts",
                        "script",
                        "#!/bin/sh\nprintf '%s|%s' \"$ONE\" \"$TWO\"\n",
                        new TreeMap<>(Map.of("ONE", nasty, "TWO", "")));
        Path file = work.resolve("script");
        Files.writeString(file, script.toString());

        Process process = new ProcessBuilder("sh", file.toString()).start();

        assertThat(script.toString()).startsWith("#!/bin/sh\n");
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(nasty + "|");
    }

    @Test
    public void shouldRestoreWhatWasKeptForTheSameLockFiles() throws Exception {
        assertThat(cache("restore")).isEqualTo(1);
        make("kept");
        assertThat(cache("save")).isZero();
        make("changed meanwhile");

        assertThat(cache("restore")).isZero();
        assertThat(work.resolve("node_modules/a.js")).hasContent("kept");
        assertThat(work.resolve("browsers/chromium/bin")).hasContent("kept");

        Files.writeString(work.resolve("package-lock.json"), "two");
        assertThat(cache("restore")).isEqualTo(1);
    }

    @Test
    public void shouldThrowDamagedFilesAway() throws Exception {
        make("kept");
        assertThat(cache("save")).isZero();
        Path kept;
        try (var entries = Files.list(Path.of(environment.get("CACHE_DIRECTORY")))) {
            kept = entries.findFirst().orElseThrow();
        }
        Files.write(kept.resolve("2"), new byte[] {1, 2, 3});
        make("made anew");

        assertThat(cache("restore")).isEqualTo(1);
        assertThat(kept).doesNotExist();
        assertThat(work.resolve("browsers/chromium/bin")).hasContent("made anew");
    }

    @Test
    public void shouldGoOnWithoutACache() throws Exception {
        environment.put("CACHE_DIRECTORY", "/proc/nowhere");
        make("kept");

        assertThat(cache("save")).isZero();
        assertThat(cache("restore")).isEqualTo(1);
        Files.delete(work.resolve("package-lock.json"));
        assertThat(cache("save")).isZero();
        assertThat(cache("restore")).isEqualTo(1);
    }

    @Test
    public void shouldTellTheFilesThatChanged() throws Exception {
        git("init", "-q", "-b", "main");
        git("add", ".");
        git("commit", "-q", "-m", "first");
        git("tag", "first");
        Files.createDirectories(work.resolve("docs"));
        Files.writeString(work.resolve("docs/grüße.md"), "hello");
        git("add", ".");
        git("commit", "-q", "-m", "second");
        environment.put("CHANGES_BASE", "first");
        environment.put("CHANGES_TARGET", "");

        assertThat(output("changed-files.sh")).isEqualTo("docs/grüße.md\n");
        environment.put("CHANGES_TARGET", "nothing-of-that-name");
        assertThat(output("changed-files.sh")).isEmpty();
    }

    private void make(String content) throws IOException {
        Files.createDirectories(work.resolve("node_modules"));
        Files.createDirectories(work.resolve("browsers/chromium"));
        Files.writeString(work.resolve("node_modules/a.js"), content);
        Files.writeString(work.resolve("browsers/chromium/bin"), content);
    }

    private int cache(String action) throws Exception {
        environment.put("CACHE_ACTION", action);
        return run("file-cache.sh");
    }

    private void git(String... arguments) throws Exception {
        ProcessBuilder git = new ProcessBuilder("git", "-c", "user.name=t", "-c", "user.email=t@localhost");
        git.command().addAll(List.of(arguments));
        assertThat(git.directory(work.toFile()).inheritIO().start().waitFor()).isZero();
    }

    private int run(String script) throws Exception {
        return process(script).inheritIO().start().waitFor();
    }

    private String output(String script) throws Exception {
        Process process =
                process(script).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private ProcessBuilder process(String script) {
        Path file = Path.of("library", "resources", "stagedflow", script).toAbsolutePath();
        ProcessBuilder process = new ProcessBuilder("sh", "-e", file.toString()).directory(work.toFile());
        process.environment().putAll(environment);
        return process;
    }

    private static Map<?, ?> assignments(String text) {
        return (Map<?, ?>) new LibraryClasses().call("Texts", "assignments", text);
    }
}
