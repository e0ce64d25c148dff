package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** An operation that runs in the agent's JVM. No thread of the controller waits for it; it is looked at now and then. */
final class AgentWork {
    private static final String ACTION = "run the step on the agent";
    private static final long MILLIS_BETWEEN_LOOKS = 200;
    private static final Duration TO_CLEAN_UP = Duration.ofSeconds(30);

    private final AgentConnection connection;
    private final Future<? extends Serializable> answer;
    private final ConsoleStream lines;
    private long answered;

    AgentWork(AgentConnection connection, Future<? extends Serializable> answer, ConsoleStream lines) {
        this.connection = connection;
        this.answer = answer;
        this.lines = lines;
    }

    /** Returns what ends the operation when it is cancelled. */
    Future<?> answer() {
        return answer;
    }

    /** Returns whether the operation failed because the agent went away. */
    boolean isLost() {
        return connection.isLost();
    }

    /** Has the next thing done when the operation has ended on the agent and has said all it has to say. */
    void whenOver(Runnable next) {
        Timer.get()
                .schedule(
                        () -> {
                            if (isOver()) {
                                next.run();
                            } else {
                                whenOver(next);
                            }
                        },
                        MILLIS_BETWEEN_LOOKS,
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Returns the result, after the end.
     *
     * @throws InterruptedException if the operation was cancelled
     */
    Serializable result() throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            throw new InterruptedException("The operation was stopped");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    // After a cancellation the answer is there at once, and the agent still puts things back in order.
    private boolean isOver() {
        if (!answer.isDone()) {
            return false;
        }
        if (answered == 0) {
            answered = System.nanoTime();
        }
        return lines.isClosed() || isLost() || System.nanoTime() - answered > TO_CLEAN_UP.toNanos();
    }

    private RuntimeException failure(Throwable cause) {
        if (cause instanceof OperationFailedException failure) {
            return failure;
        }
        boolean ours = cause instanceof RuntimeException && !connection.isLostBy(cause);
        return ours ? (RuntimeException) cause : connection.failure(ACTION, cause);
    }

    /** Returns the failure of an operation that could not be sent. */
    static RuntimeException notSent(AgentConnection connection, IOException cause) {
        return connection.failure(ACTION, cause);
    }
}
