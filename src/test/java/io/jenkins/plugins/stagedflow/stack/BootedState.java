package io.jenkins.plugins.stagedflow.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A state directory as a boot leaves it, made from that of a real boot so that a test can bend it. */
final class BootedState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SampleStack stack;
    private final String name;

    private BootedState(SampleStack stack, String name) {
        this.stack = stack;
        this.name = name;
    }

    /** Makes the directory of that name; its boot has the given kubeconfig and no jobs. */
    static BootedState of(SampleStack stack, String name, Path kubeconfig) throws IOException {
        ObjectNode handle = (ObjectNode)
                JSON.readTree(stack.directory().resolve("state/boot.json").toFile());
        handle.put("kubeconfig", kubeconfig.toString());
        handle.putArray("jobs");
        Path directory = Files.createDirectories(stack.directory().resolve(name));
        JSON.writeValue(directory.resolve("boot.json").toFile(), handle);
        return new BootedState(stack, name);
    }

    /** Starts a job in it. */
    Job job(String key, String script) throws InterruptedException {
        return new BootState(stack.host(), name, Timing.system())
                .jobs()
                .startOrAttach(
                        new JobKey(key), Command.of("/bin/sh", "-c", script).build());
    }

    /** Returns the name of the directory. */
    String name() {
        return name;
    }
}
