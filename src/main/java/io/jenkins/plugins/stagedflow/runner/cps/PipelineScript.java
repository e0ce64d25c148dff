package io.jenkins.plugins.stagedflow.runner.cps;

import com.cloudbees.groovy.cps.SerializableScript;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.MissingPropertyException;
import java.util.Optional;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** The base of every script of a pipeline: a name that the script itself does not have is a global variable or a step. */
public abstract class PipelineScript extends SerializableScript {
    private static final long serialVersionUID = 1L;
    private static final String ECHO = "echo";

    /** Creates a script that can call steps by itself and as {@code steps}. */
    public PipelineScript() {
        getBinding().setVariable("steps", new StepsObject());
    }

    // In the order of Jenkins: what the script has bound, then variables of libraries, then steps.
    @Override
    public final Object invokeMethod(String name, Object arguments) {
        if (getBinding().hasVariable(name)) {
            Object bound = getBinding().getVariable(name);
            if (!InvokerHelper.getMetaClass(bound)
                    .respondsTo(bound, "call", (Object[]) arguments)
                    .isEmpty()) {
                return called(bound, arguments);
            }
        }
        Optional<Object> variable = variable(name);
        return variable.isPresent() ? called(variable.get(), arguments) : names().call(name, arguments);
    }

    @Override
    public Object getProperty(String property) {
        try {
            return super.getProperty(property);
        } catch (MissingPropertyException missing) {
            Object value = variable(property).orElseGet(() -> environment(property));
            if (value == null) {
                throw missing;
            }
            return value;
        }
    }

    @Override
    public void println() {
        invokeMethod(ECHO, new Object[] {""});
    }

    @Override
    public void print(Object value) {
        println(value);
    }

    @Override
    public void println(Object value) {
        invokeMethod(ECHO, new Object[] {String.valueOf(value)});
    }

    @Override
    public void printf(String format, Object value) {
        println(DefaultGroovyMethods.sprintf(this, format, value));
    }

    @Override
    public void printf(String format, Object[] values) {
        println(DefaultGroovyMethods.sprintf(this, format, values));
    }

    /** Calls the step of that name instead of what Groovy adds to every object. */
    public Object sleep(long seconds) {
        return invokeMethod("sleep", new Object[] {seconds});
    }

    private static Object called(Object callee, Object arguments) {
        try {
            return InvokerHelper.getMetaClass(callee).invokeMethod(callee, "call", arguments);
        } catch (Exception e) {
            throw new InvokerInvocationException(e);
        }
    }

    // A variable of a library is made once for each script that uses it.
    private Optional<Object> variable(String name) {
        Optional<Object> variable = names().variable(name);
        if (variable.isEmpty()) {
            variable = names().ofLibrary(name);
            variable.ifPresent(made -> getBinding().setVariable(name, made));
        }
        return variable;
    }

    @CheckForNull
    private static String environment(String name) {
        return PipelineThread.current().context().environment().get(name);
    }

    private static Names names() {
        return PipelineThread.current().pipeline().names();
    }
}
