package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.jenkins.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The steps for those who run them without Jenkins: the very classes that Jenkins binds arguments to, so that a step means
 * the same in both.
 */
public final class OperationSteps {
    private static final Map<String, StepClass> STEPS = new TreeMap<>();

    static {
        add(CalverReleaseStep.class);
        add(CollectStackLogsStep.class);
        add(CranePromoteStep.class);
        add(K3sBootStep.class);
        add(ParallelPushStep.class);
        add(SbomScanStep.class);
        add(SshDeployStep.class);
        add(StackDownStep.class);
        add(StackReadyStep.class);
        add(TrivyScanStep.class);
    }

    private OperationSteps() {}

    /** Returns the names a Pipeline calls the steps by. */
    public static Set<String> names() {
        return Set.copyOf(STEPS.keySet());
    }

    /** Returns argument to whether the step cannot do without it. */
    public static Map<String, Boolean> arguments(String step) {
        return STEPS.get(step).arguments();
    }

    /**
     * Runs a step.
     *
     * @param arguments what a Pipeline named
     * @param temporary a directory beside the workspace, which containers of the build see too
     * @return how it ended, also where it failed on its way
     * @throws InvalidRequestException naming the argument, if one is not valid; nothing was touched
     */
    public static StepOutcome run(
            String step,
            Map<String, ?> arguments,
            Host host,
            Console console,
            BuildCredentials credentials,
            HostPath temporary)
            throws InterruptedException {
        OperationStep made = STEPS.get(step).create(arguments);
        try {
            Site site =
                    new Site(host, console, Timing.system(), credentials, Settings.none(), temporary, Duration.ZERO);
            Serializable result = made.run(site);
            return new StepOutcome(
                    PlainValues.of(result),
                    made.reports(Optional.of(result), false),
                    made.warning(result),
                    made.isWarningOfRun(),
                    null);
        } catch (OperationFailedException e) {
            Optional<Serializable> reached = e.partialResult();
            return new StepOutcome(
                    reached.<Map<?, ?>>map(PlainValues::of).orElse(Map.of()),
                    made.reports(reached, true),
                    "",
                    false,
                    e);
        }
    }

    private static void add(Class<? extends OperationStep> type) {
        StepClass step = new StepClass(type);
        STEPS.put(step.name(), step);
    }
}
