package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.Serializable;

/** An operation with its request. It holds nothing but values, so that it can travel to the agent and run there. */
interface HostOperation<T extends Serializable> extends Serializable {
    /** Runs the operation on the given host; returns its result. */
    T run(Host host, Console console, Timing timing) throws InterruptedException;
}
