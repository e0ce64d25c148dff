package io.jenkins.plugins.stagedflow.runner.cps;

import groovy.lang.GroovyObjectSupport;
import java.io.Serializable;

/** The variable {@code steps}, by which classes of a library call steps. */
public final class StepsObject extends GroovyObjectSupport implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object invokeMethod(String name, Object arguments) {
        return PipelineThread.current().pipeline().names().call(name, arguments);
    }
}
