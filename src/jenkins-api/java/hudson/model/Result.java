package hudson.model;

import java.io.Serializable;

public final class Result implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final Result SUCCESS = null;
    public static final Result UNSTABLE = null;
    public static final Result FAILURE = null;

    private Result() {}

    public boolean isBetterThan(Result that) {
        throw new UnsupportedOperationException("signature only");
    }
}
