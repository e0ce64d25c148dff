package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.deploy.RolloutResult.Item;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Brings several machines to a version, each as {@link SshDeploy} does, and stops at the first failure. */
public final class SshRollout {
    private static final int AT_ONCE = 8;

    private final Host host;
    private final Console console;

    /** Creates the operation; connections are made from the given host. */
    public SshRollout(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Deploys to one machine after another, or to the first and then to all others at once.
     *
     * @return what became of each
     * @throws OperationFailedException if one failed: names each that failed and why, and those that were not begun; what
     *     was deployed before stays deployed; keeps the {@link RolloutResult}
     */
    public RolloutResult deploy(RolloutRequest request) throws InterruptedException {
        List<Item> items = new ArrayList<>();
        boolean failed = false;
        for (List<DeployRequest> turn : request.turns()) {
            if (failed) {
                turn.forEach(target -> items.add(Item.notBegun(target)));
            } else {
                List<Item> ended = atOnce(turn);
                failed = ended.stream().anyMatch(item -> !item.failure().isEmpty());
                items.addAll(ended);
            }
        }
        RolloutResult result = new RolloutResult(items);
        if (failed) {
            throw failure(result);
        }
        return result;
    }

    private List<Item> atOnce(List<DeployRequest> turn) throws InterruptedException {
        Map<String, ParallelWork.Work<DeployResult>> work = new LinkedHashMap<>();
        turn.forEach(target -> work.put(target.place(), () -> deploy(target)));
        Map<String, Outcome<DeployResult>> outcomes = ParallelWork.run(work, AT_ONCE);
        return turn.stream()
                .map(target -> item(target, outcomes.get(target.place())))
                .toList();
    }

    private DeployResult deploy(DeployRequest target) throws InterruptedException {
        return new SshDeploy(host, console.named(target.target().toString())).deploy(target);
    }

    private static Item item(DeployRequest target, Outcome<DeployResult> outcome) {
        return outcome.failure()
                .map(failure -> failed(target, failure))
                .orElseGet(() -> Item.deployed(target, outcome.get()));
    }

    private static Item failed(DeployRequest target, RuntimeException failure) {
        DeployResult reached = failure instanceof OperationFailedException told
                ? (DeployResult) told.partialResult().orElse(null)
                : null;
        return Item.failed(target, reached, String.valueOf(failure.getMessage()));
    }

    private static OperationFailedException failure(RolloutResult result) {
        String notBegun = named(result, "not begun");
        String deployed = named(result, "deployed");
        return new OperationFailedException(
                "deploy to " + named(result, "failed"),
                result.targets().stream()
                        .map(Item::failure)
                        .filter(why -> !why.isEmpty())
                        .collect(Collectors.joining("; ")),
                (deployed.isEmpty() ? "" : "The new version stays on " + deployed + ". ")
                        + (notBegun.isEmpty() ? "All were tried" : "Not begun: " + notBegun),
                null,
                result);
    }

    private static String named(RolloutResult result, String state) {
        return result.targets().stream()
                .filter(item -> item.state().equals(state))
                .map(Item::target)
                .collect(Collectors.joining(", "));
    }
}
