package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.ManualTiming;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ComposeTurnTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> started = new ArrayList<>();
    private LocalHost host;
    private BootState state;
    private Path lock;

    @Before
    public void createState() {
        host = new LocalHost(folder.getRoot().toPath(), System.getenv());
        state = new BootState(host, "state", Timing.system());
        lock = Path.of(state.turn().value());
    }

    @After
    public void endJobs() throws Exception {
        state.clear();
    }

    @Test
    public void shouldHoldTheTurnWhileImagesArePulled() throws Exception {
        pull();

        turn(Timing.system()).run(() -> started.add(Files.isDirectory(lock) ? "with the turn" : "without it"));

        assertThat(started).containsExactly("with the turn");
        assertThat(lock).doesNotExist();
    }

    @Test
    public void shouldGiveTheTurnBackWhenTheStartFails() throws Exception {
        pull();

        assertThatThrownBy(() -> turn(Timing.system()).run(() -> {
                    throw new IllegalStateException("no network");
                }))
                .hasMessage("no network");

        assertThat(lock).doesNotExist();
    }

    @Test
    public void shouldWaitUntilTheOtherGivesTheTurnBackOrItsJobIsOver() throws Exception {
        Job job = pull();
        Files.createDirectory(lock);
        Timing timing = new Timing(Timing.system().clock(), pause -> job.remove());

        turn(timing).run(() -> started.add("started"));

        assertThat(started).containsExactly("started");
        // It belongs to the other.
        assertThat(lock).exists();
    }

    @Test
    public void shouldNotWaitLongerThanAMinute() throws Exception {
        pull();
        Files.createDirectory(lock);
        ManualTiming timing = new ManualTiming();

        turn(timing.timing()).run(() -> started.add("started"));

        assertThat(started).containsExactly("started");
        assertThat(timing.waits().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    }

    @Test
    public void shouldNotWaitWhereNothingIsPulled() throws Exception {
        Files.createDirectories(lock);

        turn(new ManualTiming().timing()).run(() -> started.add("started"));

        assertThat(started).containsExactly("started");
    }

    private Job pull() throws InterruptedException {
        return state.jobs()
                .startOrAttach(BackgroundPull.KEY, Command.of("sleep", "30").build());
    }

    private ComposeTurn turn(Timing timing) {
        return new ComposeTurn(host, state, timing);
    }
}
