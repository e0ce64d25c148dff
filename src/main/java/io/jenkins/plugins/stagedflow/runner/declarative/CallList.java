package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads a block of calls, such as {@code options}: name, line and arguments of each. */
final class CallList {
    private CallList() {}

    /** Returns a reader of blocks that hold calls of these names only. */
    static Function<ClosureExpression, Expression> of(Set<String> known) {
        return block -> read(block, known);
    }

    private static ListExpression read(ClosureExpression block, Set<String> known) {
        List<Expression> calls = new ArrayList<>();
        for (Statement statement : Ast.statements(block)) {
            MethodCallExpression call =
                    Ast.call(statement).orElseThrow(() -> SyntaxRefusal.of(statement, "this", "calls, one a line"));
            if (!known.contains(call.getMethodAsString())) {
                throw SyntaxRefusal.of(
                        call,
                        String.valueOf(call.getMethodAsString()),
                        "one of " + String.join(", ", new TreeSet<>(known)));
            }
            calls.add(Ast.list(
                    Ast.constant(call.getMethodAsString()), Ast.constant(Ast.line(call)), Ast.lazyArguments(call)));
        }
        return Ast.list(calls);
    }
}
