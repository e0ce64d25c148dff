package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.junit.Test;

/** Whether the scan of a flow gives way to what runs beside it. */
public class ScanPriorityTest {
    private static final LibraryClasses LIBRARY = new LibraryClasses();

    private final Script script = new Script();

    @Test
    public void shouldGiveWayBesideTheTests() {
        beside(Map.of());

        assertThat(script.scans).singleElement().satisfies(scan -> assertThat(scan.get("lowPriority"))
                .isEqualTo(true));
    }

    @Test
    public void shouldHeedWhatTheAuthorSays() {
        beside(Map.of("lowPriority", false));

        assertThat(script.scans).singleElement().satisfies(scan -> assertThat(scan.get("lowPriority"))
                .isEqualTo(false));
    }

    @Test
    public void shouldNotGiveWayWhereTheFlowWaitsForIt() {
        InvokerHelper.invokeMethod(promotion(Map.of()), "run", new Object[0]);

        assertThat(script.scans).singleElement().satisfies(scan -> assertThat(scan)
                .doesNotContainKey("lowPriority"));
    }

    private void beside(Map<String, Object> scan) {
        Object branches = InvokerHelper.invokeMethod(promotion(scan), "scanBranch", Map.of("images", Map.of()));
        ((Closure<?>) ((Map<?, ?>) branches).get("Scan")).call();
    }

    private Object promotion(Map<String, Object> scan) {
        Object flow = LIBRARY.create("Flow", script);
        InvokerHelper.setProperty(flow, "commit", "a".repeat(40));
        Map<String, Object> config = Map.of("images", List.of("app"), "registry", "localhost:1", "scan", scan);
        return LIBRARY.create("Promotion", flow, new HashMap<>(config));
    }

    /** Notes the scans. */
    public static final class Script {
        final List<Map<String, Object>> scans = new ArrayList<>();

        /** Returns no variables, so that the branch is the main one. */
        public Map<String, String> getEnv() {
            return new HashMap<>();
        }

        public Object node(String label, Closure<?> body) {
            return body.call();
        }

        public Object stage(String name, Closure<?> body) {
            return body.call();
        }

        public Map<String, Object> trivyScan(Map<String, Object> arguments) {
            scans.add(arguments);
            return Map.of();
        }

        public Map<String, Object> cranePromote(Map<?, ?> arguments) {
            return Map.of();
        }

        public void archiveArtifacts(Map<?, ?> arguments) {}

        public void stepSummary(String line) {}
    }
}
