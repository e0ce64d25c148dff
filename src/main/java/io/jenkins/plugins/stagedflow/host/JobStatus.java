package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is known of a supervised job.
 *
 * @param state how far it is
 * @param exitCode its exit status; -1 unless it ended with one
 * @param took from its start to its end, or to now while it runs
 */
public record JobStatus(State state, int exitCode, Duration took) implements Serializable {
    /** Returns whether the job ended, in whatever way. */
    public boolean isOver() {
        return state != State.RUNNING;
    }

    /** Returns whether the job ended with exit status 0. */
    public boolean isSuccess() {
        return state == State.ENDED && exitCode == 0;
    }

    /** Returns how the job ended, to be put into a sentence. */
    public String description() {
        return switch (state) {
            case RUNNING -> "still runs after %d s".formatted(took.toSeconds());
            case TIMED_OUT -> "was ended at its time limit after %d s".formatted(took.toSeconds());
            case LOST -> "died without leaving an exit status";
            case ENDED -> "exited with status %d after %d s".formatted(exitCode, took.toSeconds());
        };
    }

    /** How far a job is. */
    public enum State {
        /** Its process is there. */
        RUNNING,
        /** Its command came to its end and left an exit status. */
        ENDED,
        /** It was killed at its time limit. */
        TIMED_OUT,
        /** Its process is gone and left no exit status: killed from outside, or the machine went down. */
        LOST
    }
}
