package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.junit.Test;

/** What an end-to-end test does before there are images, and what only then. */
public class BootBesideBuildTest {
    private static final LibraryClasses LIBRARY = new LibraryClasses();

    private final Script script = new Script();
    private final Object build = LIBRARY.create("ImageBuild", script);

    @Test
    public void shouldStartK3sFirstAndGoOnWhenThereAreImages() {
        script.whileWaiting = () -> end(Map.of("images", Map.of()));

        test(Map.of("version", "v1.32.11+k3s1", "infraServices", List.of("store"), "prePullImages", List.of("app")));

        assertThat(script.steps)
                .containsExactly("k3sBoot", "npm ci", "waitUntil", "k3sBoot", "stackReady", "e2e", "stackDown");
        assertThat(script.boots.get(1))
                .containsEntry("version", "v1.32.11+k3s1")
                .containsEntry("projectName", "web-1")
                .containsEntry("composeFiles", List.of("compose.yml"))
                .containsEntry("infraServices", List.of("store"))
                .containsEntry("prePullImages", List.of("app"))
                .containsEntry("registry", "localhost:1")
                .doesNotContainKey("wait");
        // Otherwise it would be another boot, which begins anew.
        Map<Object, Object> again = new HashMap<>(script.boots.get(1));
        again.put("wait", false);
        assertThat(script.boots.get(0)).isEqualTo(again);
    }

    @Test
    public void shouldTestNothingWithoutImagesAndCollectNoLogs() {
        script.whileWaiting = () -> end(Map.of());

        assertThatThrownBy(() -> test(Map.of()))
                .hasMessageContaining("Not tested: the images were not built and pushed");

        assertThat(script.steps).containsExactly("k3sBoot", "npm ci", "waitUntil", "echo", "error", "stackDown");
    }

    @Test
    public void shouldBootNothingOnceTheBuildHasFailed() {
        InvokerHelper.setProperty(build, "begun", true);
        end(Map.of());

        assertThatThrownBy(() -> InvokerHelper.invokeMethod(build, "awaitAgent", null))
                .hasMessageContaining("Not tested: the images were not built and pushed");
    }

    @Test
    public void shouldLetNobodyWaitForABuildThatFailed() {
        Object images = LIBRARY.create("Images", LIBRARY.create("Flow", script), Map.of());

        assertThatThrownBy(() -> InvokerHelper.invokeMethod(build, "run", images))
                .isNotNull();

        assertThat(InvokerHelper.getProperty(build, "begun")).isEqualTo(true);
        assertThat(InvokerHelper.getProperty(build, "over")).isEqualTo(true);
    }

    private void end(Map<?, ?> pushed) {
        InvokerHelper.setProperty(build, "pushed", pushed);
        InvokerHelper.setProperty(build, "over", true);
    }

    private void test(Map<String, Object> boot) {
        Object flow = LIBRARY.create("Flow", script);
        Map<String, Object> config = Map.of(
                "registry", "localhost:1", "boot", boot, "stack", Map.of("composeFiles", List.of("compose.yml")));
        Object tests = LIBRARY.create("EndToEndTests", flow, config, build);
        Map<String, Object> suite = Map.of("setUp", "npm ci", "run", "e2e");
        InvokerHelper.invokeMethod(tests, "inStack", new Object[] {"web", suite, Map.of("STACK_NAME", "web-1")});
    }

    /** Notes the steps, and with what k3sBoot is called. */
    public static final class Script {
        final List<String> steps = new ArrayList<>();
        final List<Map<Object, Object>> boots = new ArrayList<>();
        Runnable whileWaiting = () -> {};

        public String pwd() {
            return "/ws";
        }

        public Object stage(String name, Closure<?> body) {
            return body.call();
        }

        public void waitUntil(Map<?, ?> arguments, Closure<?> body) {
            steps.add("waitUntil");
            for (int turns = 0; !Boolean.TRUE.equals(body.call()); turns++) {
                assertThat(turns).isZero();
                whileWaiting.run();
            }
        }

        public void k3sBoot(Map<Object, Object> arguments) {
            steps.add("k3sBoot");
            boots.add(arguments);
        }

        public void stackReady(Map<?, ?> arguments) {
            steps.add("stackReady");
        }

        public void stackDown(Map<?, ?> arguments) {
            steps.add("stackDown");
        }

        public void collectStackLogs(Map<?, ?> arguments) {
            steps.add("collectStackLogs");
        }

        public void echo(String message) {
            steps.add("echo");
        }

        public void error(String message) {
            steps.add("error");
            throw new IllegalStateException(message);
        }

        public void sh(Map<?, ?> arguments) {
            steps.add(arguments.get("script").toString());
        }
    }
}
