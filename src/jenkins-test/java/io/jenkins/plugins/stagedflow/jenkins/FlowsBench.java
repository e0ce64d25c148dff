package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.library.SmallFlow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Many flows at once over few agents, and what that takes of the controller; {@code dev/bench flows} runs it. */
public class FlowsBench {
    private static final int FLOWS = Integer.getInteger("bench.flows", 10);
    private static final int AGENTS = Integer.getInteger("bench.agents", 5);

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private final List<SmallFlow> flows = new ArrayList<>();
    private final List<WorkflowJob> jobs = new ArrayList<>();

    @Test
    public void shouldCarryAllFlowsToProduction() throws Exception {
        FlowJenkins place = new FlowJenkins(jenkins, services);
        place.prepare(AGENTS);
        for (int i = 0; i < FLOWS; i++) {
            SmallFlow flow = new SmallFlow(services, folder.getRoot().toPath().resolve("flow" + i));
            flows.add(flow);
            if (i % 2 == 1) {
                // Its shards hold agents that the builds of others wait for.
                flow.write("Jenkinsfile", SmallFlow.besideBuild());
                flow.commit("second", "half\n");
            }
            jobs.add(place.job(flow.repository(), flow.variables()));
        }
        try {
            run();
        } finally {
            flows.forEach(SmallFlow::takeDown);
        }
    }

    private void run() throws Exception {
        System.out.printf("%n%d flows at once over %d agents%n", FLOWS, AGENTS);
        System.out.printf("%-10s %8s %14s %14s%n", "", "THREADS", "HEAP USED MB", "RESIDENT MB");
        Sample before = Sample.settled();
        before.print("before");
        long start = System.nanoTime();
        List<WorkflowRun> builds = new ArrayList<>();
        try (Watch watch = new Watch()) {
            List<QueueTaskFuture<WorkflowRun>> started = new ArrayList<>();
            for (WorkflowJob job : jobs) {
                started.add(job.scheduleBuild2(0));
            }
            for (QueueTaskFuture<WorkflowRun> each : started) {
                builds.add(each.get());
            }
            watch.most().print("at most");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Set<String> digests = new HashSet<>();
        for (int i = 0; i < FLOWS; i++) {
            digests.add(check(flows.get(i), builds.get(i)));
        }
        assertThat(digests).as("images of their own").hasSize(FLOWS);
        Sample.settled().print("after");
        long[] took = builds.stream().mapToLong(WorkflowRun::getDuration).sorted().toArray();
        System.out.printf(
                "%d images, releases and productions, each a flow's own; one took %.1f to %.1f s, median %.1f%n",
                digests.size(), took[0] / 1e3, took[FLOWS - 1] / 1e3, took[FLOWS / 2] / 1e3);
        System.out.printf("%d of %d flows succeeded in %.1f s%n", builds.size(), FLOWS, seconds);
    }

    /** What is promoted, released and in production is the flow's own; returns the digest. */
    private String check(SmallFlow flow, WorkflowRun build) throws Exception {
        jenkins.assertBuildStatusSuccess(build);
        String version = flow.repository().releases();
        String digest = flow.digest(flow.repository().tag());
        assertThat(digest).isNotEmpty();
        assertThat(version).as("the releases of a flow").hasLineCount(1);
        assertThat(flow.digest("latest")).isEqualTo(digest);
        assertThat(flow.digest(version)).isEqualTo(digest);
        String name = flow.variables().get("NAMESPACE");
        assertThat(flow.inProduction()).endsWith(name + "/app:" + version);
        assertThat(flow.page()).isEqualTo(name);
        return digest;
    }

    /** What this virtual machine, which the controller is in, has. */
    private record Sample(int threads, long heap, long resident) {
        static Sample settled() throws InterruptedException {
            Thread.sleep(3_000);
            System.gc();
            return now();
        }

        static Sample now() {
            return new Sample(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    kilobytesResident() * 1024);
        }

        void print(String when) {
            System.out.printf("%-10s %8d %14d %14d%n", when, threads, heap >> 20, resident >> 20);
        }

        private static long kilobytesResident() {
            try {
                return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }
    }

    /** Keeps the most that is seen, four times a second. */
    private static final class Watch implements AutoCloseable {
        private final AtomicInteger threads = new AtomicInteger();
        private final AtomicLong heap = new AtomicLong();
        private final AtomicLong resident = new AtomicLong();
        private final Thread thread = new Thread(this::watch, "Watch of the benchmark");

        Watch() {
            thread.start();
        }

        Sample most() {
            return new Sample(threads.get(), heap.get(), resident.get());
        }

        private void watch() {
            try {
                while (true) {
                    Sample now = Sample.now();
                    threads.accumulateAndGet(now.threads(), Math::max);
                    heap.accumulateAndGet(now.heap(), Math::max);
                    resident.accumulateAndGet(now.resident(), Math::max);
                    Thread.sleep(250);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
