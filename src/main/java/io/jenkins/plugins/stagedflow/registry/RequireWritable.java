package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;

/** Fails with a {@link RegistryException} if a login may not push to a repository; returns the repository if it may. */
public final class RequireWritable implements HostTask<Repository> {
    private static final long serialVersionUID = 1L;

    private final Repository repository;
    private final RegistryLogin login;

    /** Creates the task. */
    public RequireWritable(Repository repository, RegistryLogin login) {
        this.repository = repository;
        this.login = login;
    }

    @Override
    public Repository run(Console console) throws InterruptedException {
        RegistryClient.forWriting(login, Timing.system()).requireWritable(repository);
        return repository;
    }
}
