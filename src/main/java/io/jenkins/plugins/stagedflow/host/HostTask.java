package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;

/** A piece of Java that runs in a JVM on the host. It travels there, so it holds nothing but values. */
@FunctionalInterface
public interface HostTask<T extends Serializable> extends Serializable {
    /** Returns the result of the work; tells on the console what it does. */
    T run(Console console) throws InterruptedException;
}
