package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.cps.RefusingCustomizer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Finds out which stages stand in which others, so that one of them can run alone. */
public final class StageNesting extends RefusingCustomizer {
    private final StageChoice choice;

    /** Creates a customizer that tells the choice. */
    public StageNesting(StageChoice choice) {
        this.choice = choice;
    }

    @Override
    protected void visit(SourceUnit source, ClassNode type) {
        new Visitor(source).visitContents(type);
    }

    private final class Visitor extends ClassCodeVisitorSupport {
        private final SourceUnit source;
        private final Deque<String> around = new ArrayDeque<>();

        Visitor(SourceUnit source) {
            this.source = source;
        }

        void visitContents(ClassNode type) {
            type.visitContents(this);
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            String stage = "stage".equals(call.getMethodAsString()) ? name(call) : "";
            if (stage.isEmpty()) {
                super.visitMethodCallExpression(call);
            } else {
                choice.nested(stage, around);
                around.push(stage);
                super.visitMethodCallExpression(call);
                around.pop();
            }
        }

        private String name(MethodCallExpression call) {
            Expression first = call.getArguments() instanceof TupleExpression arguments
                            && !arguments.getExpressions().isEmpty()
                    ? arguments.getExpression(0)
                    : call.getArguments();
            return first instanceof ConstantExpression constant ? String.valueOf(constant.getValue()) : "";
        }
    }
}
