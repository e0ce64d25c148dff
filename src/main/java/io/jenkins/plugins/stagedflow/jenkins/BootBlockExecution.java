package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The step {@code k3sBoot} with a block: boots, runs the block while the work in the background goes on, and takes down
 * what was started, however the block has ended. The value of the step is that of the block.
 */
final class BootBlockExecution extends OperationExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(BootBlockExecution.class.getName());

    private final K3sBootStep boot;
    private Phase phase = Phase.BOOT;

    @CheckForNull
    private BodyExecution block;

    @CheckForNull
    private Object value;

    @CheckForNull
    private Throwable failure;

    BootBlockExecution(StepContext context, K3sBootStep boot) {
        super(context, boot);
        this.boot = boot;
    }

    @Override
    public void onResume() {
        if (phase != Phase.BLOCK) {
            super.onResume();
        }
    }

    @Override
    public void stop(Throwable cause) {
        BodyExecution running = block;
        if (phase == Phase.BLOCK && running != null) {
            running.cancel(cause);
        } else {
            super.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        return phase == Phase.BLOCK ? "running its block" : super.getStatus();
    }

    @Override
    void succeeded(@CheckForNull Object result) {
        if (phase == Phase.BOOT) {
            phase = Phase.BLOCK;
            block = getContext()
                    .newBodyInvoker()
                    .withCallback(new BlockEnd(this))
                    .start();
        } else {
            end();
        }
    }

    // What a boot that failed had started it has ended itself.
    @Override
    void failed(Throwable cause) {
        if (phase == Phase.DOWN && failure != null) {
            failure.addSuppressed(cause);
            tell("Not all that the boot had started could be taken down: " + cause.getMessage());
            end();
        } else {
            super.failed(cause);
        }
    }

    private void takeDown(@CheckForNull Object result, @CheckForNull Throwable cause) {
        value = result;
        failure = cause;
        phase = Phase.DOWN;
        goOnWith(boot.down());
    }

    private void end() {
        if (failure == null) {
            super.succeeded(value);
        } else {
            super.failed(failure);
        }
    }

    private void tell(String line) {
        try {
            getContext().get(TaskListener.class).getLogger().println(line);
        } catch (IOException e) {
            LOG.log(Level.WARNING, line, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What runs. */
    private enum Phase {
        BOOT,
        BLOCK,
        DOWN
    }

    /** Goes on when the block has ended. */
    private static final class BlockEnd extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final BootBlockExecution step;

        BlockEnd(BootBlockExecution step) {
            this.step = step;
        }

        @Override
        public void onSuccess(StepContext context, @CheckForNull Object result) {
            step.takeDown(result, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable cause) {
            step.takeDown(null, cause);
        }
    }
}
