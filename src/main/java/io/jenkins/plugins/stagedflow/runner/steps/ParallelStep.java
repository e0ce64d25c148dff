package io.jenkins.plugins.stagedflow.runner.steps;

import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Closure;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code parallel}: branches at once, all to their end unless one fails and {@code failFast} is set. */
final class ParallelStep implements Step {
    private static final String FAIL_FAST = "failFast";

    @Override
    public Signature signature() {
        return Signature.of("parallel").withAnyArgument();
    }

    @Override
    public void start(StepCall call) {
        Map<String, Closure<?>> blocks = new LinkedHashMap<>();
        boolean failFast = false;
        for (Map.Entry<String, Object> argument : call.arguments().all().entrySet()) {
            if (argument.getValue() instanceof Closure<?> block) {
                blocks.put(argument.getKey(), block);
            } else if (argument.getKey().equals(FAIL_FAST) && argument.getValue() instanceof Boolean flag) {
                failFast = flag;
            } else {
                throw new InvalidRequestException(
                        "parallel." + argument.getKey(), argument.getValue(), "a block, or failFast: true");
            }
        }
        if (blocks.isEmpty()) {
            call.succeed(Map.of());
            return;
        }
        run(call, blocks, new Branches(call, blocks.size(), failFast));
    }

    private static void run(StepCall call, Map<String, Closure<?>> blocks, Branches branches) {
        blocks.forEach((name, block) -> {
            StageNode branch = call.context().stage().begin(name, StageNode.Kind.BRANCH);
            branches.add(
                    name,
                    call.runBlock(call.context().in(branch), block, outcome -> ended(name, branch, branches, outcome)));
        });
    }

    private static void ended(String name, StageNode branch, Branches branches, Outcome outcome) {
        Outcomes.end(branch, outcome);
        branches.ended(name, outcome);
    }
}
