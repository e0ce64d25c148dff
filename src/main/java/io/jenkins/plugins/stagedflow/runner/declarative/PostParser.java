package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads {@code post}: a condition and its steps, in the order in which Jenkins runs them. */
final class PostParser {
    private static final List<String> ORDER = List.of(
            "always",
            "changed",
            "fixed",
            "regression",
            "aborted",
            "success",
            "unsuccessful",
            "unstable",
            "failure",
            "notBuilt",
            "cleanup");

    private PostParser() {}

    static ListExpression conditions(ClosureExpression block, StepsCheck check) {
        Expression[] conditions = new Expression[ORDER.size()];
        for (Statement statement : Ast.statements(block)) {
            MethodCallExpression call = Ast.call(statement)
                    .filter(found -> ORDER.contains(found.getMethodAsString()))
                    .orElseThrow(() ->
                            SyntaxRefusal.of(statement, "this", "one of " + String.join(", ", ORDER) + " in post"));
            String name = call.getMethodAsString();
            ClosureExpression steps = Ast.block(call).orElseThrow(() -> SyntaxRefusal.of(call, name, name + " { … }"));
            conditions[ORDER.indexOf(name)] = Ast.list(Ast.constant(name), check.steps(steps));
        }
        List<Expression> present = new ArrayList<>();
        for (Expression condition : conditions) {
            if (condition != null) {
                present.add(condition);
            }
        }
        return Ast.list(present);
    }
}
