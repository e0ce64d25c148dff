package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** The sections of a block such as {@code pipeline} or {@code stage}, each at most once. */
final class Sections {
    private final String block;
    private final Map<String, BiFunction<String, MethodCallExpression, Expression>> known = new LinkedHashMap<>();

    Sections(String block) {
        this.block = block;
    }

    /** Knows a section with a block. */
    Sections block(String name, java.util.function.Function<ClosureExpression, Expression> reader) {
        known.put(
                name,
                (section, call) -> reader.apply(Ast.block(call)
                        .orElseThrow(() -> SyntaxRefusal.of(call, section, "a block: " + section + " { … }"))));
        return this;
    }

    /** Knows a section that is a call of any form. */
    Sections call(String name, java.util.function.Function<MethodCallExpression, Expression> reader) {
        known.put(name, (section, call) -> reader.apply(call));
        return this;
    }

    /** Returns a map of the sections that are there. */
    MapExpression read(ClosureExpression closure) {
        MapExpression model = new MapExpression();
        Set<String> seen = new java.util.HashSet<>();
        for (Statement statement : Ast.statements(closure)) {
            MethodCallExpression call = Ast.call(statement)
                    .orElseThrow(() -> SyntaxRefusal.of(
                            statement, "this", "a section of " + block + ": one of " + String.join(", ", names())));
            String name = String.valueOf(call.getMethodAsString());
            if (!known.containsKey(name)) {
                throw SyntaxRefusal.of(call, name, "a section of " + block + ": one of " + String.join(", ", names()));
            }
            if (!seen.add(name)) {
                throw SyntaxRefusal.of(call, name, "the section only once in " + block);
            }
            Ast.put(model, name, known.get(name).apply(name, call));
        }
        return model;
    }

    private List<String> names() {
        return List.copyOf(known.keySet());
    }
}
