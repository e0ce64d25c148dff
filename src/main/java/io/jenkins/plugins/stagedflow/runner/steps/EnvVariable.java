package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.GroovyObjectSupport;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineThread;
import java.util.Map;

/** The variable {@code env}: reads what the code sees, sets variables of the run. */
public final class EnvVariable extends GroovyObjectSupport {
    private final Build build;

    EnvVariable(Build build) {
        this.build = build;
    }

    @CheckForNull
    @Override
    public Object getProperty(String name) {
        return PipelineThread.current().context().environment().get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        build.variable(name, String.valueOf(value));
    }

    /** Returns the variables of the run, as Jenkins does. */
    public Map<String, String> getEnvironment() {
        return build.variables();
    }

    /** Returns a variable by a name that is computed. */
    @CheckForNull
    public Object getAt(String name) {
        return getProperty(name);
    }
}
