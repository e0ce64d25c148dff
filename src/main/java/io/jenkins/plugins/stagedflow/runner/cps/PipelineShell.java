package io.jenkins.plugins.stagedflow.runner.cps;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.NonCPS;
import com.cloudbees.groovy.cps.TransformerConfiguration;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Compiles scripts the way Jenkins does: transformed to continuations, with its imports. */
public final class PipelineShell {
    /** The name of the class of the Jenkinsfile, as in Jenkins. */
    public static final String MAIN_CLASS = "WorkflowScript";

    private final GroovyShell shell;

    /** Creates a shell with more imports and customizers, which see the code before it is transformed. */
    public PipelineShell(ImportCustomizer imports, List<? extends CompilationCustomizer> customizers) {
        Binding binding = new Binding();
        binding.setVariable("steps", new StepsObject());
        shell = new GroovyShell(PipelineShell.class.getClassLoader(), binding, configuration(imports, customizers));
    }

    /**
     * Compiles sources beforehand into class files, which {@link #addSources} takes too.
     *
     * @param roots the directories of the sources
     * @param sources the files in them
     * @param target where the class files go
     * @throws CompilationFailedException if one does not compile
     */
    public static void compile(List<Path> roots, List<Path> sources, Path target, ImportCustomizer imports) {
        CompilerConfiguration configuration = configuration(imports, List.of());
        configuration.setTargetDirectory(target.toFile());
        configuration.setClasspathList(roots.stream().map(Path::toString).toList());
        GroovyClassLoader loader = new GroovyClassLoader(PipelineShell.class.getClassLoader(), configuration);
        CompilationUnit unit = new CompilationUnit(configuration, null, loader);
        sources.forEach(source -> unit.addSource(source.toFile()));
        unit.compile();
    }

    private static CompilerConfiguration configuration(
            ImportCustomizer imports, List<? extends CompilationCustomizer> customizers) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        imports.addStarImports(NonCPS.class.getPackage().getName());
        configuration.addCompilationCustomizers(imports);
        customizers.forEach(configuration::addCompilationCustomizers);
        configuration.addCompilationCustomizers(transformer());
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        return configuration;
    }

    /**
     * Returns a compiled script.
     *
     * @param name the name of its class
     */
    public Script parse(String text, String name) {
        return shell.parse(new GroovyCodeSource(text, name, "/groovy/shell"));
    }

    /**
     * Returns an instance of a class of the runner itself that is written as a Pipeline is.
     *
     * @param name the name of its class
     */
    public Object define(String text, String name) {
        Class<?> type =
                shell.getClassLoader().parseClass(new GroovyCodeSource(text, name + ".groovy", "/groovy/shell"));
        return InvokerHelper.invokeConstructorOf(type, new Object[0]);
    }

    /** Adds a directory of sources, whose classes are compiled when they are used, or of class files. */
    public void addSources(URL directory) {
        shell.getClassLoader().addURL(directory);
    }

    /** Returns an instance of a class of those sources. */
    public Object instance(String name) {
        try {
            return type(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The variable " + name + " cannot be made", e);
        }
    }

    /** Returns a class of those sources. */
    public Class<?> type(String name) {
        try {
            return shell.getClassLoader().loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new StepFailure("No class named " + name + " found in the libraries that are loaded");
        }
    }

    private static CpsTransformer transformer() {
        CpsTransformer transformer = new CpsTransformer();
        transformer.setConfiguration(new TransformerConfiguration().withClosureType(PipelineClosure.class));
        return transformer;
    }
}
