package io.jenkins.plugins.stagedflow.runner.declarative;

import io.jenkins.plugins.stagedflow.runner.cps.Names;
import io.jenkins.plugins.stagedflow.runner.cps.RefusingCustomizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;

/** Makes a call of the interpreter of each {@code pipeline { … }} in a script, or in a method of a variable of a library. */
public final class DeclarativeSyntax extends RefusingCustomizer {
    /** The name of the variable that interprets a pipeline. */
    public static final String INTERPRETER = "declarativePipeline";

    private static final String PIPELINE = "pipeline";

    private final Names names;

    /** Creates a customizer that knows the names a pipeline may use. */
    public DeclarativeSyntax(Names names) {
        this.names = names;
    }

    @Override
    protected void visit(SourceUnit source, ClassNode type) {
        Set<String> own = type.getMethods().stream().map(MethodNode::getName).collect(Collectors.toSet());
        PipelineParser parser = new PipelineParser(new StepsCheck(names, own));
        for (MethodNode method : type.getMethods()) {
            if (method.getCode() instanceof BlockStatement body) {
                replace(body.getStatements(), parser);
            }
        }
    }

    private static void replace(List<Statement> statements, PipelineParser parser) {
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            ClosureExpression block = Ast.call(statement)
                    .filter(call -> PIPELINE.equals(call.getMethodAsString()))
                    .flatMap(Ast::block)
                    .orElse(null);
            if (block != null) {
                statements.set(i, interpretation(statement, parser.pipeline(block)));
            }
        }
    }

    private static Statement interpretation(Statement pipeline, MapExpression model) {
        ArgumentListExpression arguments = new ArgumentListExpression(new ArrayList<>(List.of(Ast.list(model))));
        MethodCallExpression call = new MethodCallExpression(
                org.codehaus.groovy.ast.expr.VariableExpression.THIS_EXPRESSION, INTERPRETER, arguments);
        call.setImplicitThis(true);
        call.setSourcePosition(pipeline);
        ExpressionStatement statement = new ExpressionStatement(call);
        statement.setSourcePosition(pipeline);
        return statement;
    }
}
