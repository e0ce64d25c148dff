package io.jenkins.plugins.stagedflow.runner.declarative;

import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.Refusals;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Checks blocks of steps before anything runs: nothing but steps that are there; other code stands in {@code script}. */
final class StepsCheck {
    private final Names names;
    private final Set<String> own;

    /** Creates a check that knows the steps, and the methods of the script itself. */
    StepsCheck(Names names, Set<String> own) {
        this.names = names;
        this.own = own;
    }

    /** Returns the block as it is, checked. */
    ClosureExpression steps(ClosureExpression block) {
        if (Ast.statements(block).isEmpty()) {
            throw SyntaxRefusal.of(block, "", "at least one step");
        }
        Ast.statements(block).forEach(this::check);
        return block;
    }

    private void check(Statement statement) {
        Expression expression = Ast.expression(statement)
                .orElseThrow(() -> SyntaxRefusal.of(statement, "this", "a step; other code belongs into script { … }"));
        if (!(expression instanceof MethodCallExpression call)) {
            throw SyntaxRefusal.of(statement, expression.getText(), "a step; other code belongs into script { … }");
        }
        if (call.isImplicitThis()) {
            check(call);
        }
    }

    private void check(MethodCallExpression call) {
        String name = String.valueOf(call.getMethodAsString());
        if (!names.steps().contains(name) && !names.variables().contains(name) && !own.contains(name)) {
            throw SyntaxRefusal.of(call, name, "a step that is there. " + Refusals.step(name));
        }
        if (!name.equals("script")) {
            Ast.arguments(call).stream()
                    .filter(ClosureExpression.class::isInstance)
                    .map(ClosureExpression.class::cast)
                    .filter(block -> names.steps().contains(name))
                    .forEach(block -> Ast.statements(block).forEach(this::check));
        }
    }
}
