package io.jenkins.plugins.stagedflow.jenkins;

import hudson.FilePath;
import hudson.remoting.Channel;
import hudson.remoting.ChannelClosedException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;

/** Knows whether the agent is still there: what fails because it is gone may be done again when it is back. */
final class AgentConnection {
    private final FilePath workspace;
    private volatile boolean lost;

    AgentConnection(FilePath workspace) {
        this.workspace = workspace;
    }

    FilePath workspace() {
        return workspace;
    }

    /** Returns whether something failed because the agent went away. */
    boolean isLost() {
        return lost || isClosed();
    }

    /** Returns whether the error, or one before it, came from an agent that went away. */
    boolean isLostBy(Throwable error) {
        if (isClosed() || isOfConnection(error)) {
            lost = true;
        }
        return lost;
    }

    /** Returns the failure to throw for an error that may be one of the connection. */
    OperationFailedException failure(String action, Throwable error) {
        isLostBy(error);
        return new OperationFailedException(action, reason(error), "", error);
    }

    private String reason(Throwable error) {
        return lost
                ? "the connection to the agent was lost"
                : String.valueOf(error.getMessage() == null ? error : error.getMessage());
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
