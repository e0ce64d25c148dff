package io.jenkins.plugins.stagedflow.runner.steps;

import java.util.LinkedHashMap;
import java.util.Objects;

/** Stands in for the result of a step that did not run: whatever is asked of it is another such stand-in. */
final class DryResult extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private final String name;

    DryResult(String name) {
        this.name = name;
    }

    @Override
    public Object get(Object key) {
        Object value = super.get(key);
        return value == null ? new DryResult(name + "." + key) : value;
    }

    @Override
    public boolean containsKey(Object key) {
        return true;
    }

    @Override
    public String toString() {
        return "<" + name + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DryResult result && result.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name);
    }
}
