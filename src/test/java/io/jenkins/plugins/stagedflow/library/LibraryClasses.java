package io.jenkins.plugins.stagedflow.library;

import groovy.lang.GroovyClassLoader;
import java.net.MalformedURLException;
import java.nio.file.Path;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The classes of the library, compiled as plain Groovy of the version that Jenkins has. */
final class LibraryClasses {
    private final GroovyClassLoader loader = new GroovyClassLoader(LibraryClasses.class.getClassLoader());

    LibraryClasses() {
        try {
            loader.addURL(Path.of("library", "src").toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a static method of a class of the library. */
    Object call(String name, String method, Object... arguments) {
        return InvokerHelper.invokeStaticMethod(named(name), method, arguments);
    }

    /** Returns a static field of a class of the library. */
    Object field(String name, String field) {
        return InvokerHelper.getProperty(named(name), field);
    }

    /** Returns a new object of a class of the library. */
    Object create(String name, Object... arguments) {
        return InvokerHelper.invokeConstructorOf(named(name), arguments);
    }

    private Class<?> named(String name) {
        try {
            return loader.loadClass("stagedflow." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
