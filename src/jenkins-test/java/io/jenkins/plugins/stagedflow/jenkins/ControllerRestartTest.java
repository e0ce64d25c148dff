package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Each of the seven steps across the end of a controller that is a process of its own, with the real services. */
public class ControllerRestartTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String BUILD = "job/flow/1/";

    @Rule
    public final SampleStack stack = new SampleStack();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldGoOnAfterTheControllerWasKilled() throws Exception {
        shouldGoOnAfter(Controller::kill);
    }

    @Test
    public void shouldGoOnAfterAnOrderlyRestart() throws Exception {
        shouldGoOnAfter(Controller::stop);
    }

    private void shouldGoOnAfter(End end) throws Exception {
        Path directory = folder.getRoot().toPath();
        try (SlowFlow flow = new SlowFlow(stack, directory);
                Controller controller = new Controller(directory)) {
            controller.start();
            flow.awaitFirst(() -> log(controller));
            end.of(controller);
            controller.start();
            flow.openFirst();
            flow.awaitLast(() -> log(controller));
            String page = page(controller);
            end.of(controller);
            flow.assertNoSecretIn(controller.home().resolve("jobs"));
            controller.start();
            assertThat(page(controller)).contains("sha-1234567").isEqualTo(page);
            flow.openLast();

            awaitSuccess(controller);

            flow.assertDoneOnce(log(controller));
            Path workspaces = controller.home().resolve("agent-work-dirs");
            flow.assertNoSecretIn(controller.home().resolve("jobs"), workspaces, flow.state());
            flow.assertNothingLeftIn(workspaces);
            assertThat(log(controller)).contains("login **** is ");
        }
    }

    private static void awaitSuccess(Controller controller) throws InterruptedException {
        Timing timing = Timing.system();
        timing.poll(timing.deadline(LIMIT), Backoff.WATCHING, () -> Optional.of(log(controller))
                        .filter(log -> log.contains("Finished: ")))
                .ifPresentOrElse(
                        log -> assertThat(log).contains("Finished: SUCCESS"), () -> assertThat(log(controller))
                                .contains("Finished: "));
    }

    private static String log(Controller controller) {
        try {
            return controller.get(BUILD + "consoleText");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // Only what is ours: other parts tell times, and each start of Jenkins names its scripts anew.
    private static String page(Controller controller) throws InterruptedException {
        String page = controller.get(BUILD + "staged-flow/");
        return page.substring(page.indexOf("<section"), page.lastIndexOf("</section>"))
                .replaceAll("/adjuncts/[0-9a-f]+/", "/adjuncts/");
    }

    private interface End {
        void of(Controller controller) throws Exception;
    }
}
