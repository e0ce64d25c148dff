package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;

/** An absolute POSIX path on a host, which need not be the machine this code runs on. */
public record HostPath(String value) implements Serializable {
    /**
     * Creates a path.
     *
     * @throws IllegalArgumentException if the value is not absolute
     */
    public HostPath {
        if (!value.startsWith("/") || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A path on a host must be absolute, but was '" + value + "'");
        }
        value = value.length() > 1 && value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }

    /** Returns the child of this directory; an absolute child is returned as it is. */
    public HostPath resolve(String child) {
        return child.startsWith("/") ? new HostPath(child) : new HostPath(withSlash() + child);
    }

    /** Returns the directory this path is in; the root is its own parent. */
    public HostPath parent() {
        int slash = value.lastIndexOf('/');
        return new HostPath(slash <= 0 ? "/" : value.substring(0, slash));
    }

    /** Returns the last name of this path. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return value;
    }

    private String withSlash() {
        return value.endsWith("/") ? value : value + "/";
    }
}
