package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.K3sBootRequest;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/** What to collect of a stack, and where to. Immutable. */
public final class CollectStackLogsRequest implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int LEAST_BYTES = 1024;
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final ComposeProject compose;
    private final String output;
    private final String stateDirectory;
    private final int mostBytes;
    private final List<Secret> secrets;

    private CollectStackLogsRequest(Builder builder) {
        compose = builder.compose;
        output = Require.text("output", builder.output);
        stateDirectory = Require.text("stateDirectory", builder.stateDirectory);
        mostBytes = Require.between("mostBytes", builder.mostBytes, LEAST_BYTES, MOST_BYTES);
        secrets = builder.secrets;
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder(ComposeProject compose) {
        return new Builder(compose);
    }

    /** Returns the project whose services log. */
    public ComposeProject compose() {
        return compose;
    }

    /** Returns the directory for the files, relative to the directory of the host. */
    public String output() {
        return output;
    }

    /** Returns the directory of the flow, which leads to the cluster. */
    public String stateDirectory() {
        return stateDirectory;
    }

    /** Returns how large each file may be, in bytes. */
    public int mostBytes() {
        return mostBytes;
    }

    /** Returns what is masked in every file, besides what the flow itself knows. */
    public List<Secret> secrets() {
        return secrets;
    }

    /** Collects the parts of a {@link CollectStackLogsRequest}. */
    public static final class Builder {
        private final ComposeProject compose;
        private String output = "logs";
        private String stateDirectory = K3sBootRequest.DEFAULT_STATE_DIRECTORY;
        private int mostBytes = LogCollection.MOST_BYTES;
        private List<Secret> secrets = List.of();

        private Builder(ComposeProject compose) {
            this.compose = compose;
        }

        /** Names the directory for the files, relative to the directory of the host. */
        public Builder output(String directory) {
            output = directory;
            return this;
        }

        /** Names the directory of the flow, the one the boot was given. */
        public Builder stateDirectory(String value) {
            stateDirectory = value;
            return this;
        }

        /** Limits the size of each file, from 1 KiB to 32 MiB; of a larger one the end is kept. */
        public Builder mostBytes(int value) {
            mostBytes = value;
            return this;
        }

        /** Masks these in every file, besides the registry login and the keys of the cluster. */
        public Builder secrets(Collection<Secret> values) {
            secrets = List.copyOf(values);
            return this;
        }

        /** Returns the request. */
        public CollectStackLogsRequest build() {
            return new CollectStackLogsRequest(this);
        }
    }
}
