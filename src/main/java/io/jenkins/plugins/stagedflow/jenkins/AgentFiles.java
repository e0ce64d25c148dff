package io.jenkins.plugins.stagedflow.jenkins;

import hudson.remoting.Future;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Files of an agent. An interrupt does not keep them from being read and removed: clean-up happens after one. */
final class AgentFiles implements HostFiles {
    private static final long SECONDS_TO_ANSWER = 120;

    private final AgentConnection connection;
    private final HostPath temporary;

    /** Creates the view; temporary files go where containers of the build see them too. */
    AgentFiles(AgentConnection connection, HostPath temporary) {
        this.connection = connection;
        this.temporary = temporary;
    }

    @Override
    public boolean exists(HostPath path) {
        return act("look for " + path, files -> files.exists(path));
    }

    @Override
    public String read(HostPath path) {
        return act("read " + path, files -> files.read(path));
    }

    @Override
    public String read(HostPath path, long offset, int mostBytes) {
        return act("read " + path, files -> files.read(path, offset, mostBytes));
    }

    @Override
    public long size(HostPath path) {
        return act("find the size of " + path, files -> files.size(path));
    }

    @Override
    public Duration age(HostPath path) {
        return Duration.ofMillis(
                act("find the age of " + path, files -> files.age(path).toMillis()));
    }

    @Override
    public void write(HostPath path, byte[] content, Access access) {
        act("write " + path, files -> {
            files.write(path, content, access);
            return true;
        });
    }

    @Override
    public void copy(HostPath from, HostPath to, Access access) {
        act("copy " + from + " to " + to, files -> {
            files.copy(from, to, access);
            return true;
        });
    }

    @Override
    public void createDirectories(HostPath path) {
        act("create " + path, files -> {
            files.createDirectories(path);
            return true;
        });
    }

    @Override
    public boolean createDirectory(HostPath path) {
        return act("create " + path, files -> files.createDirectory(path));
    }

    @Override
    public HostPath createTemporaryDirectory(String prefix) {
        HostPath fresh = temporary.resolve(prefix + UUID.randomUUID());
        createDirectories(temporary);
        createDirectory(fresh);
        return fresh;
    }

    @Override
    public List<String> list(HostPath directory) {
        return act("list " + directory, files -> new ArrayList<>(files.list(directory)));
    }

    @Override
    public void delete(HostPath path) {
        act("remove " + path, files -> {
            files.delete(path);
            return true;
        });
    }

    private <T extends Serializable> T act(String action, FilesAction<T> files) {
        connection.require(action);
        boolean interrupted = Thread.interrupted();
        try {
            return answer(action, connection.workspace().actAsync(new FilesCall<>(files)));
        } catch (IOException e) {
            throw connection.failure(action, e);
        } catch (InterruptedException e) {
            interrupted = true;
            throw connection.failure(action, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T answer(String action, Future<T> answer) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ANSWER);
        try {
            while (true) {
                try {
                    return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(action, e.getCause());
        } catch (TimeoutException e) {
            throw new OperationFailedException(
                    action, "the agent did not answer within " + SECONDS_TO_ANSWER + " s", "Look at the agent", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private OperationFailedException unchecked(String action, Throwable cause) {
        return cause instanceof OperationFailedException failure ? failure : connection.failure(action, cause);
    }
}
