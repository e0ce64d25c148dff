package io.jenkins.plugins.stagedflow.runner.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads and writes parts of a syntax tree. */
final class Ast {
    private Ast() {}

    /** Returns the statements of a closure. */
    static List<Statement> statements(ClosureExpression closure) {
        List<Statement> statements = new ArrayList<>();
        if (closure.getCode() instanceof BlockStatement block) {
            statements.addAll(block.getStatements());
        } else {
            statements.add(closure.getCode());
        }
        statements.removeIf(EmptyStatement.class::isInstance);
        return statements;
    }

    /** Returns the expression that a statement is. */
    static Optional<Expression> expression(Statement statement) {
        if (statement instanceof ExpressionStatement plain) {
            return Optional.of(plain.getExpression());
        }
        return statement instanceof ReturnStatement last ? Optional.of(last.getExpression()) : Optional.empty();
    }

    /** Returns the call without a receiver that a statement is. */
    static Optional<MethodCallExpression> call(Statement statement) {
        return expression(statement)
                .filter(MethodCallExpression.class::isInstance)
                .map(MethodCallExpression.class::cast)
                .filter(MethodCallExpression::isImplicitThis);
    }

    /** Returns the arguments of a call; named ones are one map. */
    static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression several
                ? several.getExpressions()
                : List.of(call.getArguments());
    }

    /** Returns the only argument of a call if it is a closure. */
    static Optional<ClosureExpression> block(MethodCallExpression call) {
        List<Expression> arguments = arguments(call);
        return arguments.size() == 1 && arguments.get(0) instanceof ClosureExpression closure
                ? Optional.of(closure)
                : Optional.empty();
    }

    /** Returns the text that an expression is. */
    static Optional<String> text(@CheckForNull Expression expression) {
        return expression instanceof ConstantExpression constant && constant.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Returns a closure that gives the value of an expression, at the place of it. */
    static ClosureExpression lazy(Expression value) {
        ClosureExpression closure = new ClosureExpression(Parameter.EMPTY_ARRAY, new ExpressionStatement(value));
        closure.setVariableScope(new VariableScope());
        closure.setSourcePosition(value);
        return closure;
    }

    /** Returns a closure that gives the arguments of a call as a list. */
    static ClosureExpression lazyArguments(MethodCallExpression call) {
        List<Expression> values = arguments(call).stream().map(Ast::value).toList();
        ListExpression list = new ListExpression(new ArrayList<>(values));
        list.setSourcePosition(call);
        return lazy(list);
    }

    // What the parser makes of named arguments is a map only as an argument.
    private static Expression value(Expression argument) {
        if (argument instanceof MapExpression map) {
            MapExpression plain = new MapExpression(new ArrayList<>(map.getMapEntryExpressions()));
            plain.setSourcePosition(argument);
            return plain;
        }
        return argument;
    }

    static ConstantExpression constant(Object value) {
        return new ConstantExpression(value);
    }

    static ListExpression list(List<? extends Expression> parts) {
        return new ListExpression(new ArrayList<>(parts));
    }

    static ListExpression list(Expression... parts) {
        return list(Arrays.asList(parts));
    }

    static void put(MapExpression map, String key, Expression value) {
        map.addMapEntryExpression(new MapEntryExpression(constant(key), value));
    }

    static int line(ASTNode node) {
        return node.getLineNumber();
    }
}
