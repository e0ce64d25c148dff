package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads {@code agent}: {@code any}, {@code none}, {@code label}, {@code node}, {@code docker}. */
final class AgentParser {
    private static final String KIND = "kind";
    private static final String ARGUMENTS = "arguments";
    private static final List<String> KINDS = List.of("label", "node", "docker");

    private AgentParser() {}

    static MapExpression agent(MethodCallExpression call) {
        if (Ast.block(call).isPresent()) {
            return kind(Ast.block(call).get());
        }
        List<Expression> arguments = Ast.arguments(call);
        if (arguments.size() == 1
                && arguments.get(0) instanceof VariableExpression word
                && List.of("any", "none").contains(word.getName())) {
            MapExpression model = new MapExpression();
            Ast.put(model, KIND, Ast.constant(word.getName()));
            return model;
        }
        throw SyntaxRefusal.of(
                call, "agent", "agent any, agent none, or agent { label '…' }, { node { … } }, { docker … }");
    }

    private static MapExpression kind(ClosureExpression block) {
        List<Statement> statements = Ast.statements(block);
        if (statements.size() != 1) {
            throw SyntaxRefusal.of(block, "agent", "one kind of agent");
        }
        MethodCallExpression call = Ast.call(statements.get(0))
                .orElseThrow(() -> SyntaxRefusal.of(block, "agent", "one of " + String.join(", ", KINDS)));
        String kind = String.valueOf(call.getMethodAsString());
        if (!KINDS.contains(kind)) {
            String why = kind.equals("kubernetes") ? " (there are no pods here)" : "";
            throw SyntaxRefusal.of(call, "agent " + kind, "one of " + String.join(", ", KINDS) + why);
        }
        MapExpression model = new MapExpression();
        Ast.put(model, KIND, Ast.constant(kind));
        Ast.put(model, ARGUMENTS, Ast.block(call).map(AgentParser::settings).orElseGet(() -> Ast.lazyArguments(call)));
        return model;
    }

    // docker { image 'x'; args '-u root' } as the map a call with named arguments has.
    private static Expression settings(ClosureExpression block) {
        MapExpression settings = new MapExpression();
        for (Statement statement : Ast.statements(block)) {
            MethodCallExpression call = Ast.call(statement)
                    .orElseThrow(() -> SyntaxRefusal.of(statement, "this", "a setting of the agent"));
            Ast.put(
                    settings,
                    String.valueOf(call.getMethodAsString()),
                    Ast.arguments(call).get(0));
        }
        List<Expression> one = new ArrayList<>(List.of(settings));
        return Ast.lazy(Ast.list(one));
    }
}
