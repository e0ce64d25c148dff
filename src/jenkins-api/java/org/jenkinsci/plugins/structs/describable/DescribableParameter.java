package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;

public final class DescribableParameter implements Serializable {
    private static final long serialVersionUID = 1L;

    private DescribableParameter() {}

    public String getName() {
        throw new UnsupportedOperationException("signature only");
    }

    public boolean isRequired() {
        throw new UnsupportedOperationException("signature only");
    }

    public Class<?> getErasedType() {
        throw new UnsupportedOperationException("signature only");
    }
}
