package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads {@code axes} and {@code excludes}: names and values of each axis, and whether an exclusion is of the others. */
final class MatrixParser {
    private MatrixParser() {}

    static ListExpression axes(ClosureExpression block) {
        List<Expression> axes = new ArrayList<>();
        for (Statement statement : Ast.statements(block)) {
            axes.add(axis(block(statement, "axis")));
        }
        return Ast.list(axes);
    }

    static ListExpression excludes(ClosureExpression block) {
        List<Expression> excludes = new ArrayList<>();
        for (Statement statement : Ast.statements(block)) {
            excludes.add(axes(block(statement, "exclude")));
        }
        return Ast.list(excludes);
    }

    private static Expression axis(ClosureExpression block) {
        Expression name = Ast.constant("");
        Expression values = Ast.list();
        boolean others = false;
        for (Statement statement : Ast.statements(block)) {
            MethodCallExpression call = Ast.call(statement)
                    .orElseThrow(() -> SyntaxRefusal.of(statement, "this", "name and values of the axis"));
            switch (String.valueOf(call.getMethodAsString())) {
                case "name" -> name = Ast.arguments(call).get(0);
                case "values" -> values = Ast.list(Ast.arguments(call));
                case "notValues" -> {
                    values = Ast.list(Ast.arguments(call));
                    others = true;
                }
                default -> throw SyntaxRefusal.of(call, call.getMethodAsString(), "name, values or notValues");
            }
        }
        return Ast.list(name, values, Ast.constant(others));
    }

    private static ClosureExpression block(Statement statement, String name) {
        return Ast.call(statement)
                .filter(call -> name.equals(call.getMethodAsString()))
                .flatMap(Ast::block)
                .orElseThrow(() -> SyntaxRefusal.of(statement, "this", name + " { … }"));
    }
}
