package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.HostFiles;
import java.io.Serializable;

/** Something to do with the files of a machine. It travels there, so it holds nothing but values. */
@FunctionalInterface
interface FilesAction<T extends Serializable> extends Serializable {
    /** Returns what the files answer. */
    T on(HostFiles files);
}
