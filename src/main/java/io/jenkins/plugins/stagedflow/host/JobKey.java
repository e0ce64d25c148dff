package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;
import java.util.regex.Pattern;

/** The name of a supervised job, unique within the directory its jobs are kept in. */
public record JobKey(String value) implements Serializable {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");

    /** Creates a key of letters, digits, dots, dashes and underscores. */
    public JobKey {
        Require.matching("job", value, FORM, "letters, digits, dots, dashes and underscores, at most 100");
    }

    @Override
    public String toString() {
        return value;
    }
}
