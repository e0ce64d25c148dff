package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.FilePathUtils;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs an operation outside the thread of the Pipeline. What must survive a restart of Jenkins are the step and where it
 * runs: the operation is run again then, and finds its jobs still running or ended. The same is done when the agent was
 * lost and is back.
 */
final class OperationExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Duration FOR_AGENT = Duration.ofMinutes(10);

    private final OperationStep step;
    private String node = "";
    private String directory = "";
    private String id = "";

    @CheckForNull
    private transient Future<?> work;

    @CheckForNull
    private transient volatile Throwable stopCause;

    private transient volatile boolean running;
    private transient volatile boolean standing;

    OperationExecution(StepContext context, OperationStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        FilePath workspace = getContext().get(FilePath.class);
        node = FilePathUtils.getNodeName(workspace);
        directory = workspace.getRemote();
        id = UUID.randomUUID().toString();
        submit(false);
        return false;
    }

    @Override
    public void onResume() {
        submit(true);
    }

    /** Ends the operation; the step ends when what it started is ended and cleaned up, at the second time at once. */
    @Override
    public synchronized void stop(Throwable cause) {
        boolean again = stopCause != null;
        stopCause = cause;
        if (work != null) {
            work.cancel(true);
        }
        if (again || !running) {
            getContext().onFailure(cause);
        }
    }

    @Override
    public String getStatus() {
        if (standing) {
            return "waiting for what was started on " + place();
        }
        return running ? "running on " + place() : "waiting for one of the threads of Staged Flow";
    }

    private synchronized void submit(boolean again) {
        standing = false;
        Workers workers = Workers.get();
        work = workers.submit(() -> work(workers, again));
    }

    private void work(Workers workers, boolean again) {
        if (begin()) {
            attempt(workers, () -> {
                AgentVisit visit = visit(workers);
                Optional<AgentWork> sent = visit.send(step, FOR_AGENT, again);
                if (sent.isPresent()) {
                    follow(workers, sent.get());
                    return;
                }
                Optional<AgentLook> look = visit.look(step, FOR_AGENT);
                if (look.isPresent()) {
                    stand(workers, look.get(), again);
                } else {
                    succeed(visit.run(step, FOR_AGENT, again, Duration.ZERO));
                }
            });
        }
    }

    // Nothing runs meanwhile that would have to end before the step.
    private synchronized void stand(Workers workers, AgentLook look, boolean again) {
        Throwable cause = stopCause;
        boolean first = running;
        running = false;
        standing = cause == null;
        if (standing) {
            work = workers.later(() -> look(workers, look, again), look.pause());
        } else if (first) {
            getContext().onFailure(cause);
        }
    }

    private void look(Workers workers, AgentLook look, boolean again) {
        attempt(workers, () -> {
            if (look.isLost()) {
                visit(workers).tellLost();
                submit(true);
            } else if (look.isWorthwhile()) {
                drive(workers, look.waited(), again);
            } else {
                stand(workers, look, again);
            }
        });
    }

    private synchronized void drive(Workers workers, Duration waited, boolean again) {
        standing = false;
        work = workers.drive(() -> {
            if (begin()) {
                attempt(workers, () -> {
                    Optional<Serializable> result = visit(workers).runOnce(step, FOR_AGENT, again, waited);
                    if (result.isPresent()) {
                        succeed(result.get());
                    } else {
                        submit(true);
                    }
                });
            }
        });
    }

    private AgentVisit visit(Workers workers) {
        return new AgentVisit(getContext(), node, directory, id, workers);
    }

    // The thread is free for others meanwhile.
    private synchronized void follow(Workers workers, AgentWork sent) {
        Future<?> answer = sent.answer();
        work = answer;
        if (stopCause != null) {
            answer.cancel(true);
        }
        sent.whenOver(() -> {
            if (!workers.isStopped()) {
                workers.submit(() -> attempt(workers, () -> collect(workers, sent)));
            }
        });
    }

    private void collect(Workers workers, AgentWork sent) throws IOException, InterruptedException {
        try {
            succeed(sent.result());
        } catch (RuntimeException e) {
            if (stopCause != null || workers.isStopped() || !sent.isLost()) {
                throw e;
            }
            visit(workers).tellLost();
            submit(true);
        }
    }

    private void attempt(Workers workers, Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            fail(e, workers.isStopped());
        } catch (Error e) {
            getContext().onFailure(e);
            throw e;
        }
    }

    private void succeed(Serializable result) throws InterruptedException {
        new StepReport(getContext(), step).succeeded(result);
        getContext().onSuccess(PlainValues.of(result));
    }

    // Between the two nothing can be missed: who stops before does so alone, who stops after interrupts.
    private synchronized boolean begin() {
        running = stopCause == null;
        return running;
    }

    private void fail(Exception e, boolean goingDown) {
        Throwable cause = stopCause;
        if (cause != null) {
            getContext().onFailure(cause);
        } else if (!goingDown) {
            new StepReport(getContext(), step).failed(e);
            getContext().onFailure(readable(e));
        }
    }

    // A sentence that says all needs no stack trace in the log.
    private static Exception readable(Exception e) {
        if (e instanceof InvalidRequestException || e instanceof OperationFailedException) {
            AbortException readable = new AbortException(e.getMessage());
            readable.initCause(null);
            return readable;
        }
        return e;
    }

    private String place() {
        return node.isEmpty() ? "the built-in node" : node;
    }

    /** A part of the work, which may fail in any way. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }
}
