package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads {@code when}: conditions, those in others as lists, those with arguments as closures of them. */
final class WhenParser {
    private static final List<String> NESTED = List.of("not", "allOf", "anyOf");
    private static final List<String> SINGLE =
            List.of("branch", "changeset", "environment", "equals", "tag", "buildingTag", "changeRequest");
    private static final List<String> MOMENTS = List.of("beforeAgent", "beforeInput", "beforeOptions");
    private static final String EXPRESSION = "expression";

    private WhenParser() {}

    static ListExpression conditions(ClosureExpression block) {
        List<Expression> conditions = new ArrayList<>();
        for (Statement statement : Ast.statements(block)) {
            conditions.add(condition(
                    Ast.call(statement).orElseThrow(() -> SyntaxRefusal.of(statement, "this", "a condition"))));
        }
        if (conditions.isEmpty()) {
            throw SyntaxRefusal.of(block, "", "at least one condition");
        }
        return Ast.list(conditions);
    }

    private static Expression condition(MethodCallExpression call) {
        String kind = String.valueOf(call.getMethodAsString());
        return Ast.list(Ast.constant(kind), content(call, kind));
    }

    private static Expression content(MethodCallExpression call, String kind) {
        if (NESTED.contains(kind)) {
            return conditions(Ast.block(call).orElseThrow(() -> SyntaxRefusal.of(call, kind, kind + " { … }")));
        }
        if (kind.equals(EXPRESSION)) {
            return Ast.block(call).orElseThrow(() -> SyntaxRefusal.of(call, kind, "expression { … }"));
        }
        if (MOMENTS.contains(kind)) {
            return Ast.arguments(call).get(0);
        }
        if (SINGLE.contains(kind)) {
            return Ast.lazyArguments(call);
        }
        List<String> known = new ArrayList<>(NESTED);
        known.add(EXPRESSION);
        known.addAll(SINGLE);
        known.addAll(MOMENTS);
        throw SyntaxRefusal.of(call, kind, "one of " + String.join(", ", known));
    }
}
