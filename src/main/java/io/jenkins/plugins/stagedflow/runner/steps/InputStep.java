package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code input}: asks on the terminal, and is refused where there is none. */
final class InputStep implements Step {
    private final Terminal terminal;

    InputStep(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Signature signature() {
        return Signature.of("input")
                .sole("message")
                .also("id", "ok", "cancel", "submitter", "submitterParameter", "parameters");
    }

    @Override
    public void start(StepCall call) {
        if (!terminal.isThere()) {
            throw new StepFailure("input: '" + call.arguments().text("message")
                    + "' cannot be asked: there is no terminal; leave the stage out, or run on a terminal");
        }
        call.onWorker(() -> ask(call));
    }

    @CheckForNull
    private Object ask(StepCall call) throws InterruptedException {
        String ok = call.arguments().text("ok", "Proceed");
        String answer = terminal.ask(call.arguments().text("message") + " [" + ok + "/Abort] ");
        if (!answer.isBlank()
                && !answer.strip().equalsIgnoreCase(ok)
                && !answer.strip().matches("(?i)y|yes")) {
            throw new Interruption(Result.ABORTED, "Rejected on the terminal");
        }
        Map<String, Object> values = parameters(call.context(), Symbol.list(call.arguments(), "parameters"));
        return values.size() == 1 ? values.values().iterator().next() : values.isEmpty() ? null : values;
    }

    private Map<String, Object> parameters(Context context, List<Symbol> definitions) throws InterruptedException {
        Build scratch = new Build(
                context.build().job(),
                context.build().number(),
                context.build().directory(),
                context.build().clock());
        for (Symbol definition : definitions) {
            String name = definition.text("name");
            String given = terminal.ask(definition.optional("description").orElse(name) + ": ");
            if (!given.isBlank()) {
                scratch.parameter(name, given.strip());
            }
        }
        ParameterValues.define(scratch, definitions);
        return new LinkedHashMap<>(scratch.parameters());
    }
}
