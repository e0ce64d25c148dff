package io.jenkins.plugins.stagedflow.runner.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineThread;
import io.jenkins.plugins.stagedflow.runner.steps.ParameterValues;
import io.jenkins.plugins.stagedflow.runner.steps.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variable {@code declarative}: what the interpreter of declarative pipelines asks Java. Its public methods are for it. */
public final class Declarative {
    private final Build build;
    private final boolean hasSources;
    private final Conditions conditions;
    private Map<String, Object> options = Map.of();

    /**
     * Creates the Java side of an interpreter.
     *
     * @param hasSources whether there is something to check out
     */
    public Declarative(Build build, boolean hasSources, Conditions conditions) {
        this.build = build;
        this.hasSources = hasSources;
        this.conditions = conditions;
    }

    /** Keeps the options of the pipeline. */
    public void options(List<List<Object>> all) {
        Map<String, Object> named = new LinkedHashMap<>();
        all.forEach(option -> named.put(String.valueOf(option.get(0)), option.get(1)));
        options = named;
    }

    /** Returns the options that are blocks around others, from the outside in. */
    public List<List<Object>> wrappers(List<List<Object>> all) {
        return all.stream()
                .filter(option -> Options.WRAPPERS.contains(String.valueOf(option.get(0))))
                .toList();
    }

    /** Returns a parameter's definition. */
    public Symbol symbol(String kind, Map<String, Object> values) {
        return new Symbol(kind, new LinkedHashMap<>(values));
    }

    /** Gives the parameters their values. */
    public void parameters(List<Symbol> definitions) {
        ParameterValues.define(build, definitions);
    }

    /** Returns whether the workspace of each agent gets the sources. */
    public boolean checksOut() {
        Object skipped = options.get("skipDefaultCheckout");
        boolean isSkipped = skipped instanceof List<?> values && !values.contains(false);
        return hasSources && !isSkipped;
    }

    /** Returns the directory of the workspace that the sources go to, or an empty text. */
    public String subdirectory() {
        return options.get("checkoutToSubdirectory") instanceof List<?> values && !values.isEmpty()
                ? String.valueOf(values.get(0))
                : "";
    }

    /** Returns whether branches end when one fails. */
    public boolean failsFast(@CheckForNull Object ofStage) {
        return Boolean.TRUE.equals(ofStage) || options.containsKey("parallelsAlwaysFailFast");
    }

    /** Returns whether stages are left out because the run is unstable. */
    public boolean skipsAfterUnstable() {
        return options.containsKey("skipStagesAfterUnstable") && build.result() == Result.UNSTABLE;
    }

    /** Adds a stage that is left out. */
    public void skip(String name, String why) {
        Context context = PipelineThread.current().context();
        StageNode stage = context.stage().begin(name, StageNode.Kind.STAGE);
        stage.skip(why);
        context.console().line("Stage \"" + name + "\" " + why);
    }

    /** Marks the stage around as left out by its condition. */
    public void leaveOut() {
        Context context = PipelineThread.current().context();
        context.stage().skip("skipped due to when conditional");
        context.console().line("Stage \"" + context.stage().name() + "\" skipped due to when conditional");
    }

    /** Makes the result of the run what a failure makes it. */
    public void failed(Throwable failure) {
        build.worsen(Interruption.resultOf(failure));
    }

    /** Returns when the conditions are looked at, an empty text for the usual moment. */
    public String moment(List<List<Object>> all) {
        return conditions.moment(all);
    }

    /** Returns whether a condition without others in it holds. */
    public boolean condition(String kind, List<Object> arguments) throws InterruptedException {
        return conditions.holds(kind, arguments);
    }

    /** Returns the conditions of {@code post} that hold now. */
    public List<List<Object>> due(List<List<Object>> all, @CheckForNull Throwable failure) {
        return all.stream()
                .filter(condition -> isDue(String.valueOf(condition.get(0)), failure))
                .toList();
    }

    /** Returns whether a condition of {@code post} holds now. */
    public boolean isDue(String condition, @CheckForNull Throwable failure) {
        Result result = failure == null ? build.result() : build.result().and(Interruption.resultOf(failure));
        return PostConditions.holds(condition, result);
    }

    /** Returns the cells of a matrix. */
    public List<Map<String, Object>> cells(Map<String, Object> matrix) {
        return new Matrix(matrix).cells();
    }

    /** Returns what an agent needs: label, image, args, workspace, reuse. */
    public Map<String, Object> agent(String kind, List<Object> arguments) {
        return AgentSettings.of(kind, arguments);
    }

    /** Returns variables as the step withEnv takes them. */
    public List<String> texts(Map<?, ?> variables) {
        List<String> texts = new ArrayList<>();
        variables.forEach((name, value) -> texts.add(name + "=" + value));
        return texts;
    }

    /** Returns whether a value of {@code environment} stands for credentials. */
    public boolean isCredentials(@CheckForNull Object value) {
        return value instanceof Symbol symbol && symbol.name().equals("credentials");
    }

    /** Returns the binding of credentials to a variable, and to those Jenkins adds. */
    public Symbol binding(String variable, Symbol value) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("variable", variable);
        values.put("credentialsId", value.values().get("value"));
        return new Symbol("credentials", values);
    }
}
