package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Looks at code before it is transformed. What it refuses is kept, since the compiler would wrap it in words of its own. */
public abstract class RefusingCustomizer extends CompilationCustomizer {
    @CheckForNull
    private RuntimeException refusal;

    /** Creates a customizer that sees code as it was written, before names are resolved. */
    protected RefusingCustomizer() {
        super(CompilePhase.CONVERSION);
    }

    /** Looks at a class of a source; what it throws ends the compilation of the whole. */
    protected abstract void visit(SourceUnit source, ClassNode type);

    @Override
    public final void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        try {
            visit(source, type);
        } catch (RuntimeException e) {
            refusal = refusal == null ? e : refusal;
        }
    }

    /** Throws what was refused first, if anything was. */
    public final void refuse() {
        RuntimeException kept = refusal;
        refusal = null;
        if (kept != null) {
            throw kept;
        }
    }
}
