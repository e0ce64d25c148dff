package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;
import hudson.model.TaskListener;
import java.util.Collection;
import java.util.Map;

public final class DescribableModel<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private DescribableModel() {}

    public static <T> DescribableModel<T> of(Class<T> type) {
        throw new UnsupportedOperationException("signature only");
    }

    public T instantiate(Map<String, ?> arguments, TaskListener listener) {
        throw new UnsupportedOperationException("signature only");
    }

    public Collection<DescribableParameter> getParameters() {
        throw new UnsupportedOperationException("signature only");
    }
}
