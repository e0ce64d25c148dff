package io.jenkins.plugins.stagedflow.jenkins;

import hudson.model.Cause;
import hudson.model.Result;
import io.jenkins.plugins.stagedflow.library.SmallFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jenkins.triggers.ReverseBuildTrigger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** The jobs of docs/examples/chained/jobs.groovy with their Jenkinsfiles and triggers, about a small stack. */
final class ChainedJobs {
    private static final Path JOBS = Path.of("docs/examples/chained/jobs.groovy");
    private static final Pattern JOB = Pattern.compile("'([\\w-]+)' *: \\[file: '([^']+)', after: '([^']*)'\\]");

    private final JenkinsRule jenkins;
    private final FlowJenkins flows;
    private final SmallFlow flow;
    private final List<WorkflowJob> jobs = new ArrayList<>();

    /** Writes the Jenkinsfiles for the next commit of the flow, and creates the jobs. */
    ChainedJobs(JenkinsRule jenkins, FlowJenkins flows, SmallFlow flow) throws Exception {
        this.jenkins = jenkins;
        this.flows = flows;
        this.flow = flow;
        for (MatchResult job : JOB.matcher(Files.readString(JOBS)).results().toList()) {
            create(job.group(1), job.group(2), job.group(3));
        }
    }

    private void create(String name, String file, String after) throws Exception {
        Files.createDirectories(flow.repository().sources().resolve(file).getParent());
        flow.write(file, SmallFlow.like(Path.of(file)));
        WorkflowJob job = job(name, flow.variables());
        if (!after.isEmpty()) {
            ReverseBuildTrigger trigger = new ReverseBuildTrigger(after);
            trigger.setThreshold(Result.SUCCESS);
            job.addTrigger(trigger);
        }
        job.renameTo(name);
        jobs.add(job);
    }

    /** Returns a new job for the Jenkinsfile of one of the chain, with other variables and started by nothing. */
    WorkflowJob job(String name, Map<String, String> variables) throws Exception {
        return flows.job(flow.repository().remote().toString(), "docs/examples/" + name + ".Jenkinsfile", variables);
    }

    /** Starts the first, and returns when nothing runs any more. */
    void run() throws Exception {
        jenkins.waitForCompletion(jobs.get(0).scheduleBuild2(0).waitForStart());
        jenkins.waitUntilNoActivityUpTo(300_000);
    }

    /** Returns the last build of each as a line: job, number, result, and the job that started it. */
    String results() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (WorkflowJob job : jobs) {
            WorkflowRun build = job.getLastBuild();
            lines.append(build == null ? job.getName() + " not run" : build + " " + build.getResult());
            for (Object cause : build == null ? List.of() : build.getCauses()) {
                lines.append(cause instanceof Cause.UpstreamCause up ? " after " + up.getUpstreamProject() : "");
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    /** Returns what a build printed, for the reason of a failure. */
    String log() throws IOException {
        StringBuilder log = new StringBuilder();
        for (WorkflowJob job : jobs) {
            log.append(job.getLastBuild() == null ? "" : JenkinsRule.getLog(job.getLastBuild()));
        }
        return log.toString();
    }
}
