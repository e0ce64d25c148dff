package io.jenkins.plugins.stagedflow.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Brings the block of {@code pipeline} to a map that the interpreter runs; what is to be evaluated later stands in it as
 * closures.
 *
 * @see <a href="https://www.jenkins.io/doc/book/pipeline/syntax/#declarative-pipeline">Declarative syntax</a>
 */
final class PipelineParser {
    private static final String STAGE = "stage";

    private final StepsCheck check;

    PipelineParser(StepsCheck check) {
        this.check = check;
    }

    MapExpression pipeline(ClosureExpression block) {
        MapExpression model = new Sections("pipeline")
                .call("agent", AgentParser::agent)
                .block("environment", EnvironmentParser::variables)
                .block("options", CallList.of(Options.KNOWN))
                .block("parameters", CallList.of(Options.PARAMETERS))
                .block("triggers", CallList.of(Options.TRIGGERS))
                .block("libraries", CallList.of(Options.LIBRARIES))
                .block("stages", this::stages)
                .block("post", this::post)
                .read(block);
        requireSection(block, model, "agent");
        requireSection(block, model, "stages");
        return model;
    }

    private ListExpression stages(ClosureExpression block) {
        List<Expression> stages = new ArrayList<>();
        for (Statement statement : Ast.statements(block)) {
            MethodCallExpression call = Ast.call(statement)
                    .filter(found -> STAGE.equals(found.getMethodAsString()))
                    .orElseThrow(() -> SyntaxRefusal.of(statement, "this", "stage('name') { … }"));
            stages.add(stage(call));
        }
        if (stages.isEmpty()) {
            throw SyntaxRefusal.of(block, "", "at least one stage");
        }
        return Ast.list(stages);
    }

    private MapExpression stage(MethodCallExpression call) {
        List<Expression> arguments = Ast.arguments(call);
        if (arguments.size() != 2 || !(arguments.get(1) instanceof ClosureExpression block)) {
            throw SyntaxRefusal.of(call, STAGE, "stage('name') { … }");
        }
        String name = Ast.text(arguments.get(0))
                .orElseThrow(() -> SyntaxRefusal.of(call, STAGE, "a name that is a plain text"));
        MapExpression model = stageSections().read(block);
        Ast.put(model, "name", Ast.constant(name));
        requireOneContent(call, model);
        return model;
    }

    private Sections stageSections() {
        return new Sections(STAGE)
                .call("agent", AgentParser::agent)
                .block("environment", EnvironmentParser::variables)
                .block("options", CallList.of(Options.KNOWN))
                .block("input", CallList.of(Options.INPUT))
                .block("when", WhenParser::conditions)
                .call("failFast", call -> Ast.arguments(call).get(0))
                .block("steps", check::steps)
                .block("stages", this::stages)
                .block("parallel", this::stages)
                .block("matrix", this::matrix)
                .block("post", this::post);
    }

    private MapExpression matrix(ClosureExpression block) {
        MapExpression model = new Sections("matrix")
                .block("axes", MatrixParser::axes)
                .block("excludes", MatrixParser::excludes)
                .call("agent", AgentParser::agent)
                .block("environment", EnvironmentParser::variables)
                .block("options", CallList.of(Options.KNOWN))
                .block("when", WhenParser::conditions)
                .block("stages", this::stages)
                .block("post", this::post)
                .read(block);
        requireSection(block, model, "axes");
        requireSection(block, model, "stages");
        return model;
    }

    private ListExpression post(ClosureExpression block) {
        return PostParser.conditions(block, check);
    }

    private static void requireSection(ClosureExpression block, MapExpression model, String name) {
        if (!has(model, name)) {
            throw SyntaxRefusal.of(block, "", "a section '" + name + "'");
        }
    }

    private static void requireOneContent(MethodCallExpression call, MapExpression model) {
        long contents = List.of("steps", "stages", "parallel", "matrix").stream()
                .filter(name -> has(model, name))
                .count();
        if (contents != 1) {
            throw SyntaxRefusal.of(
                    call, contents == 0 ? "" : STAGE, "exactly one of steps, stages, parallel and matrix in the stage");
        }
    }

    private static boolean has(MapExpression model, String name) {
        return model.getMapEntryExpressions().stream()
                .anyMatch(entry -> Ast.text(entry.getKeyExpression()).orElse("").equals(name));
    }
}
