package io.jenkins.plugins.stagedflow.jenkins;

import hudson.FilePath;
import hudson.remoting.Channel;
import hudson.remoting.ChannelClosedException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Knows whether the agent is still there: what fails because it is gone may be done again when it is back. */
final class AgentConnection {
    private static final String LOST = "the connection to the agent was lost";

    private final FilePath workspace;
    private final BooleanSupplier stopped;
    private volatile boolean lost;

    /** Watches the connection to that workspace; it counts as lost from when Jenkins is going down. */
    AgentConnection(FilePath workspace, BooleanSupplier stopped) {
        this.workspace = workspace;
        this.stopped = stopped;
    }

    FilePath workspace() {
        return workspace;
    }

    /** Returns whether something failed because the agent went away. */
    boolean isLost() {
        return lost || stopped.getAsBoolean() || isClosed();
    }

    /** Returns whether the error, or one before it, came from an agent that went away. */
    boolean isLostBy(Throwable error) {
        if (isLost() || isOfConnection(error)) {
            lost = true;
        }
        return lost;
    }

    /** Returns the failure to throw for an error that may be one of the connection. */
    OperationFailedException failure(String action, Throwable error) {
        isLostBy(error);
        return lost ? new OperationFailedException(action, LOST, "", error) : AgentFailure.unexpected(action, error);
    }

    /** Throws the failure of an action that needs the agent, if that is gone. */
    void require(String action) {
        if (isLost()) {
            throw failure(action, new IOException(LOST));
        }
    }

    private boolean isClosed() {
        return workspace.getChannel() instanceof Channel channel && channel.isClosingOrClosed();
    }

    private static boolean isOfConnection(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChannelClosedException) {
                return true;
            }
        }
        return false;
    }
}
