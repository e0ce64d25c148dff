package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a start of services from running at the same time as that of the background pull: both may make the network of the
 * project, and an engine that lets two have one name then knows neither.
 */
public final class ComposeTurn {
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final Host host;
    private final BootState state;
    private final Timing timing;

    /** Creates the view on the turn of a flow. */
    public ComposeTurn(Host host, BootState state, Timing timing) {
        this.host = host;
        this.state = state;
        this.timing = timing;
    }

    /** Runs the work when it is its turn, or when the one that has it does not end within a minute. */
    public void run(Start work) throws InterruptedException {
        boolean taken = timing.poll(timing.deadline(AT_MOST), Backoff.WATCHING, this::look)
                .orElse(false);
        try {
            work.run();
        } finally {
            if (taken) {
                host.files().delete(state.turn());
            }
        }
    }

    // Without the pull there is nobody to wait for, and nobody who would wait.
    private Optional<Boolean> look() {
        if (!isPulling()) {
            return Optional.of(false);
        }
        return host.files().createDirectory(state.turn()) ? Optional.of(true) : Optional.empty();
    }

    private boolean isPulling() {
        return state.jobs()
                .find(BackgroundPull.KEY)
                .filter(job -> !job.status().isOver())
                .isPresent();
    }

    /** A start of services. */
    @FunctionalInterface
    public interface Start {
        /** Starts them. */
        void run() throws InterruptedException;
    }
}
