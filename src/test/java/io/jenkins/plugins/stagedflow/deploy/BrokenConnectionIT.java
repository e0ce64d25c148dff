package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Cuts the connection in each phase of a deployment, on the real sshd. */
@RunWith(Parameterized.class)
public class BrokenConnectionIT {
    @ClassRule
    public static final ProductionImages IMAGES = new ProductionImages();

    private static final List<String> BEFORE_CHANGE = List.of("lock", "remember", "fetch", "check");
    private static final List<String> AFTER_HEALTH = List.of("record", "prune");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final String phase;
    private Production production;
    private FaultyLine line;

    public BrokenConnectionIT(String phase) {
        this.phase = phase;
    }

    @Parameters(name = "{0}")
    public static List<String> phases() {
        return List.of("lock", "remember", "fetch", "check", "checkout", "images", "up", "health", "record", "prune");
    }

    @Before
    public void deployTheVersionBefore() throws Exception {
        production = new Production(IMAGES.services(), folder.getRoot().toPath().toRealPath(), IMAGES.repository());
        line = production.line();
        production.deploy(production.request().imageTag("2026.11.0"));
        production.commit("README", "the next version\n");
        production.hook("post-merge", "sleep 1");
    }

    @After
    public void remove() throws Exception {
        line.close();
        production.remove();
    }

    @Test
    public void shouldEndInAStateThatIsSaid() throws Exception {
        String before = production.head();
        TriggeringConsole console = new TriggeringConsole("[" + phase + "]", line::cut);

        if (AFTER_HEALTH.contains(phase)) {
            shouldHaveDeployed(deploy(console), console);
        } else {
            OperationFailedException failure =
                    catchThrowableOfType(OperationFailedException.class, () -> deploy(console));
            // The lock is told of when it is held: what breaks then is the phase after it.
            String broken = phase.equals("lock") ? "remember" : phase;
            assertThat(failure).hasMessageContaining("phase " + broken + ": the connection broke");
            shouldBeAsBefore(failure, before, console);
        }

        production.shouldLeaveNothingTemporary();
        DeployResult next = production.deploy(production.request().imageTag("2026.11.1"));
        assertThat(next.versionBefore()).isEqualTo(AFTER_HEALTH.contains(phase) ? "2026.11.1" : "2026.11.0");
        assertThat(production.answer()).isEqualTo("version 2 says hello");
    }

    private DeployResult deploy(TriggeringConsole console) throws InterruptedException {
        return production.deploy(production.request(line).imageTag("2026.11.1"), console);
    }

    private void shouldHaveDeployed(DeployResult result, TriggeringConsole console) throws Exception {
        assertThat(result.versionDeployed()).isEqualTo("2026.11.1");
        assertThat(result.warnings()).isEmpty();
        assertThat(console.text()).contains("Connecting to root@127.0.0.1:" + line.port() + " again");
        assertThat(production.answer()).isEqualTo("version 2 says hello");
    }

    private void shouldBeAsBefore(OperationFailedException failure, String before, TriggeringConsole console)
            throws Exception {
        DeployResult result = (DeployResult) failure.partialResult().orElseThrow();
        if (BEFORE_CHANGE.contains(phase)) {
            assertThat(failure).hasMessageEndingWith("Nothing was changed on the target.");
            assertThat(line.count()).isEqualTo(1);
        } else if (phase.equals("checkout")) {
            assertThat(failure)
                    .hasMessageEndingWith(
                            "Nothing that runs was touched, and the checkout is at " + before + " as before.");
        } else {
            assertThat(failure)
                    .as(console.text())
                    .hasMessageEndingWith("It was rolled back: 2026.11.0 runs again and is healthy.");
            assertThat(result.rolledBack()).isTrue();
            assertThat(result.versionDeployed()).isEqualTo("2026.11.0");
        }
        assertThat(production.answer()).isEqualTo("version 1 says hello");
        assertThat(production.head()).isEqualTo(before);
    }
}
