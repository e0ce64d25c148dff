package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads {@code environment}: variables in their order, each evaluated when the ones before it are set. */
final class EnvironmentParser {
    private EnvironmentParser() {}

    static ListExpression variables(ClosureExpression block) {
        List<Expression> variables = new ArrayList<>();
        for (Statement statement : Ast.statements(block)) {
            variables.add(variable(statement));
        }
        return Ast.list(variables);
    }

    private static Expression variable(Statement statement) {
        Expression expression = Ast.expression(statement).orElse(null);
        if (expression instanceof BinaryExpression assignment
                && assignment.getOperation().getText().equals("=")
                && assignment.getLeftExpression() instanceof VariableExpression name) {
            return Ast.list(Ast.constant(name.getName()), Ast.lazy(assignment.getRightExpression()));
        }
        throw SyntaxRefusal.of(statement, "this", "NAME = value in environment");
    }
}
