package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;
import java.util.Map;

/** The machine a step works on: the agent in Jenkins, this machine on the command line. */
public interface Host {
    /** Returns the directory that relative paths of a request are meant from. */
    HostPath directory();

    /** Returns the variables processes of this host start with. */
    Map<String, String> environment();

    /** Returns the files of this host. */
    HostFiles files();

    /**
     * Runs a process to its end. Its lines are shown as they come (unless captured), with its secrets masked. At the
     * time limit, and when the calling thread is interrupted, the process is killed with all its children.
     *
     * @return how it ended; a status other than 0 is a result, not an error
     * @throws OperationFailedException if the program cannot be started
     * @throws InterruptedException if the calling thread is interrupted
     */
    CommandResult run(Command command, Console console) throws InterruptedException;

    /**
     * Runs a piece of Java in a JVM on this host, so that network paths are the host's.
     *
     * @return what the task returned
     * @throws OperationFailedException if the task failed or could not be brought to the host
     * @throws InterruptedException if the calling thread is interrupted
     */
    <T extends Serializable> T call(HostTask<T> task, Console console) throws InterruptedException;
}
