package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import io.jenkins.plugins.stagedflow.runner.cps.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** {@code sleep} and {@code timeout}. */
final class TimeSteps {
    private static final String TIME = "time";
    private static final String UNIT = "unit";

    private TimeSteps() {}

    static List<Step> all() {
        return List.of(
                Steps.of(Signature.of("sleep").sole(TIME).also(UNIT), TimeSteps::sleep),
                Steps.of(
                        Signature.of("timeout")
                                .sole(TIME)
                                .also(UNIT, "activity")
                                .withBlock(),
                        TimeSteps::timeout));
    }

    private static void sleep(StepCall call) {
        Duration time = time(call.arguments(), TimeUnit.SECONDS);
        call.context().note("Sleeping for " + text(time));
        Timer timer = call.pipeline().after(time, () -> call.succeed(null));
        call.onStop(cause -> {
            timer.cancel();
            call.fail(cause);
        });
    }

    private static void timeout(StepCall call) {
        Arguments arguments = call.arguments();
        if (arguments.flag("activity", false)) {
            throw arguments.refusal("activity", true, "false: the local runner limits the whole time only");
        }
        Duration limit = time(arguments, TimeUnit.MINUTES);
        call.context().note("Timeout set to expire in " + text(limit));
        Interruption expired = new Interruption(Result.ABORTED, "Timeout of " + text(limit) + " has been exceeded");
        Timer timer = call.pipeline().after(limit, () -> {
            if (!call.isCompleted()) {
                call.context().note("Cancelling nested steps due to timeout");
                call.stop(expired);
            }
        });
        call.runBody(call.context(), outcome -> {
            timer.cancel();
            if (outcome.getAbnormal() == expired) {
                call.fail(expired.asFailure());
            } else {
                call.complete(outcome);
            }
        });
    }

    private static Duration time(Arguments arguments, TimeUnit usual) {
        long time = arguments.number(TIME, 0);
        if (time < 0) {
            throw arguments.refusal(TIME, time, "a time from 0 on");
        }
        return Duration.of(time, unit(arguments, usual).toChronoUnit());
    }

    private static TimeUnit unit(Arguments arguments, TimeUnit usual) {
        String name = arguments.text(UNIT, usual.name()).toUpperCase(Locale.ROOT);
        try {
            return TimeUnit.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw arguments.refusal(UNIT, name, "one of SECONDS, MINUTES, HOURS and the like");
        }
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " sec";
        }
        return seconds % 60 == 0 ? time.toMinutes() + " min" : time.toMinutes() + " min " + seconds % 60 + " sec";
    }
}
