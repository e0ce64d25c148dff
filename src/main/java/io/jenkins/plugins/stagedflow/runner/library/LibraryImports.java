package io.jenkins.plugins.stagedflow.runner.library;

import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.RefusingCustomizer;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Loads the libraries that {@code @Library} names while the script is compiled, since it may import their classes. */
public final class LibraryImports extends RefusingCustomizer {
    private final Libraries libraries;

    /** Creates a customizer that loads into the libraries. */
    public LibraryImports(Libraries libraries) {
        this.libraries = libraries;
    }

    @Override
    protected void visit(SourceUnit source, ClassNode type) {
        new Annotations(source).visitClass(type);
    }

    private void load(Expression value) {
        if (value instanceof ListExpression list) {
            list.getExpressions().forEach(this::load);
        } else if (value instanceof ConstantExpression constant && constant.getValue() instanceof String name) {
            libraries.load(name);
        } else {
            throw new StepFailure("@Library value '" + value.getText()
                    + "' was not a constant; did you mean to use the 'library' step instead? (line "
                    + value.getLineNumber() + ")");
        }
    }

    private final class Annotations extends ClassCodeVisitorSupport {
        private final SourceUnit source;

        Annotations(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitAnnotations(AnnotatedNode node) {
            super.visitAnnotations(node);
            node.getAnnotations().stream().filter(this::isLibrary).forEach(this::load);
        }

        // In this phase the name is not resolved yet.
        private boolean isLibrary(AnnotationNode annotation) {
            String name = annotation.getClassNode().getName();
            return name.equals(Library.class.getSimpleName())
                    || name.equals(Library.class.getName())
                    || name.equals("org.jenkinsci.plugins.workflow.libs.Library");
        }

        private void load(AnnotationNode annotation) {
            LibraryImports.this.load(annotation.getMember("value"));
        }
    }
}
