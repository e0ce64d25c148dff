package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.junit.Test;

/** In which directories the steps of an end-to-end test run. */
public class StackDirectoryTest {
    private static final LibraryClasses LIBRARY = new LibraryClasses();

    private final Script script = new Script();

    @Test
    public void shouldRunAllInOneBlockWhereTheTestsAreThoseOfTheStack() {
        run(Map.of("directory", "stack"), Map.of("directory", "stack", "setUp", "npm ci", "run", "e2e"));

        assertThat(script.steps)
                .containsExactly(
                        "dir stack",
                        "k3sBoot in stack",
                        "npm ci in stack",
                        "stackReady in stack",
                        "e2e in stack",
                        "stackDown in stack");
    }

    @Test
    public void shouldRunTheTestsInADirectoryOfTheirOwn() {
        run(Map.of("directory", "stack"), Map.of("directory", "tests", "setUp", "npm ci", "run", "e2e"));

        assertThat(script.steps)
                .containsExactly(
                        "dir stack",
                        "k3sBoot in stack",
                        "dir /ws/tests",
                        "npm ci in /ws/tests",
                        "stackReady in stack",
                        "dir /ws/tests",
                        "e2e in /ws/tests",
                        "stackDown in stack");
    }

    @Test
    public void shouldOpenNoBlockForADirectoryThatIsNotNamed() {
        run(Map.of(), Map.of("run", "e2e"));

        assertThat(script.steps)
                .containsExactly("k3sBoot in /ws", "stackReady in /ws", "e2e in /ws", "stackDown in /ws");
    }

    @Test
    public void shouldLeaveAnAbsoluteDirectoryAsItIs() {
        run(Map.of("directory", "stack"), Map.of("directory", "/opt/tests", "run", "e2e"));

        assertThat(script.steps).contains("e2e in /opt/tests");
    }

    private void run(Map<String, Object> config, Map<String, Object> suite) {
        Object flow = LIBRARY.create("Flow", script);
        Object tests = LIBRARY.create("EndToEndTests", flow, config);
        InvokerHelper.invokeMethod(tests, "inStack", new Object[] {"web", suite, Map.of("STACK_NAME", "web-1")});
    }

    /** Notes the steps and where they run. */
    public static final class Script {
        final List<String> steps = new ArrayList<>();
        private final Deque<String> places = new ArrayDeque<>(List.of("/ws"));

        public String pwd() {
            return places.peek();
        }

        public Object stage(String name, Closure<?> body) {
            return body.call();
        }

        public Object dir(String directory, Closure<?> body) {
            steps.add("dir " + directory);
            places.push(directory);
            try {
                return body.call();
            } finally {
                places.pop();
            }
        }

        public void k3sBoot(Map<?, ?> arguments) {
            note("k3sBoot");
        }

        public void stackReady(Map<?, ?> arguments) {
            note("stackReady");
        }

        public void stackDown(Map<?, ?> arguments) {
            note("stackDown");
        }

        public void sh(Map<?, ?> arguments) {
            note(arguments.get("script").toString());
        }

        private void note(String step) {
            steps.add(step + " in " + places.peek());
        }
    }
}
