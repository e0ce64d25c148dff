package io.jenkins.plugins.stagedflow.runner.library;

import groovy.lang.GroovyObjectSupport;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineShell;
import org.codehaus.groovy.runtime.InvokerHelper;

/** What the step {@code library} returns: the classes of the library, by the path of their packages. */
public final class LoadedClasses extends GroovyObjectSupport {
    private final PipelineShell shell;
    private final String prefix;
    private final String type;

    /**
     * Creates a way to classes.
     *
     * @param prefix the packages named so far, each with a dot behind it
     * @param type the class named so far, or an empty text
     */
    public LoadedClasses(PipelineShell shell, String prefix, String type) {
        this.shell = shell;
        this.prefix = prefix;
        this.type = type;
    }

    @Override
    public Object getProperty(String property) {
        boolean isClass = Character.isUpperCase(property.charAt(0));
        if (isClass) {
            return new LoadedClasses(shell, prefix, type.isEmpty() ? property : type + "$" + property);
        }
        return type.isEmpty()
                ? new LoadedClasses(shell, prefix + property + ".", "")
                : InvokerHelper.getProperty(shell.type(prefix + type), property);
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Class<?> named = shell.type(prefix + type);
        return name.equals("new")
                ? InvokerHelper.invokeConstructorOf(named, arguments)
                : InvokerHelper.invokeStaticMethod(named, name, arguments);
    }
}
