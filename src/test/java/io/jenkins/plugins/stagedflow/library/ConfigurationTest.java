package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What the library says about a configuration that cannot be meant. */
public class ConfigurationTest {
    private static final LibraryClasses LIBRARY = new LibraryClasses();

    @Test
    public void shouldAcceptWhatTheDocumentHas() {
        assertThat(problem("STACK_TESTS", stackTests())).isEmpty();
        assertThat(problem("CHECKS", Map.of("checks", Map.of("ruff", true, "mypy", false, "mine", "make lint"))))
                .isEmpty();
        assertThat(problem("RELEASE_AND_DEPLOY", with(images(), "deploy", Map.of("host", List.of("a", "b")))))
                .isEmpty();
    }

    @Test
    public void shouldNameAnUnknownKey() {
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "imagez", "x")))
                .startsWith("it: it does not know the key 'imagez'; it knows agent, credentialsId, directory, images,");
    }

    @Test
    public void shouldNameAnUnknownKeyOfAStep() {
        assertThat(problem("STACK_TESTS", with(stackTests(), "boot", Map.of("versoin", "v1"))))
                .startsWith("it: it does not know the key 'boot.versoin'; it knows ")
                .contains("version");
    }

    @Test
    public void shouldNameAMissingListOfImages() {
        Map<String, Object> config = images();
        config.remove("images");
        assertThat(problem("STAGED_FLOW", config))
                .isEqualTo(
                        "it: the key 'images' is missing; it wants a list of texts, such as ['backend', 'frontend']");
    }

    @Test
    public void shouldTakeNullForMissing() {
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "registry", null)))
                .isEqualTo("it: the key 'registry' is missing; it wants a text");
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "namespace", null)))
                .isEmpty();
    }

    @Test
    public void shouldNotWaitForWhatIsNotBooted() {
        Map<String, Object> config = with(with(stackTests(), "endToEndTests", Map.of("all", "true")), "boot", false);

        assertThat(LIBRARY.call("Checked", "together", "it", config))
                .isEqualTo("it: the key 'ready' wants false where 'boot' is false, as it waits for what was booted");
        assertThat(LIBRARY.call("Checked", "together", "it", with(config, "ready", false)))
                .isEqualTo("");
    }

    @Test
    public void shouldNotTestWhatIsStillBeingBooted() {
        Map<String, Object> config =
                with(with(stackTests(), "endToEndTests", Map.of("all", "true")), "boot", Map.of("wait", false));

        assertThat(LIBRARY.call("Checked", "together", "it", config))
                .isEqualTo("it: the key 'boot.wait' wants true, as the tests follow the boot; "
                        + "'bootBesideBuild' has k3s start early");
        assertThat(LIBRARY.call("Checked", "together", "it", with(config, "boot", Map.of("wait", true))))
                .isEqualTo("");
    }

    @Test
    public void shouldNameAnEmptyListOfImages() {
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "images", List.of())))
                .isEqualTo("it: the key 'images' is empty; it wants a list of texts, such as ['backend', 'frontend']");
    }

    @Test
    public void shouldNameANumberWhereAListBelongs() {
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "images", 4)))
                .isEqualTo("it: the key 'images' wants a list of texts, such as ['backend', 'frontend'],"
                        + " not the number 4");
    }

    @Test
    public void shouldNameWhatIsWrongInsideAMap() {
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "scan", Map.of("timeout", "long"))))
                .isEqualTo("it: the key 'scan.timeout' wants a whole number, not the text 'long'");
        assertThat(problem("STACK_TESTS", with(stackTests(), "unitTests", Map.of("backend", 1))))
                .isEqualTo(
                        "it: the key 'unitTests.backend' wants a command, or a map with the key run, not the number 1");
        assertThat(problem(
                        "STACK_TESTS",
                        with(stackTests(), "endToEndTests", Map.of("web", Map.of("run", "x", "shards", "2")))))
                .isEqualTo("it: the key 'endToEndTests.web.shards' wants a whole number, not the text '2'");
    }

    @Test
    public void shouldNameACommitThatIsNotWhole() {
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "sha", "abc1234")))
                .isEqualTo(
                        "it: the key 'sha' wants a whole commit id of 40 hexadecimal digits, not the text 'abc1234'");
        assertThat(problem("SCAN_AND_PROMOTE", with(images(), "sha", ""))).isEmpty();
        assertThat(problem(
                        "SCAN_AND_PROMOTE",
                        with(images(), "sha", "0123456789abcdef".repeat(3).substring(0, 40))))
                .isEmpty();
    }

    @Test
    public void shouldNameAnAgentThatIsNone() {
        assertThat(problem("CHECKS", Map.of("agent", Map.of("dockerfile", "x"))))
                .contains("'agent' wants a label");
        assertThat(problem("CHECKS", Map.of("agent", Map.of("image", "python:3.12", "label", "docker"))))
                .isEmpty();
    }

    private static Map<String, Object> stackTests() {
        Map<String, Object> config = images();
        config.put(
                "unitTests",
                Map.of("backend", "make test", "frontend", Map.of("run", "npm test", "coverage", "lcov.info")));
        config.put("build", "make images");
        config.put("boot", false);
        config.put("ready", Map.of("health", List.of(Map.of("name", "web", "url", "http://localhost"))));
        config.put("endToEndTests", Map.of("frontend", Map.of("run", "npx playwright test", "shards", 2)));
        return config;
    }

    private static Map<String, Object> images() {
        return new LinkedHashMap<>(Map.of("images", Arrays.asList("base", "backend"), "registry", "ghcr.io"));
    }

    private static Map<String, Object> with(Map<String, Object> config, String key, Object value) {
        config.put(key, value);
        return config;
    }

    private static String problem(String schema, Map<String, ?> config) {
        return (String) LIBRARY.call("Schema", "problem", "it", config, LIBRARY.field("Keys", schema));
    }
}
