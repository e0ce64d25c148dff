package io.jenkins.plugins.stagedflow.library;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

/** What can go wrong on the way of a {@link SmallFlow}, and the stages with their results then, wherever it runs. */
public enum Trouble {
    /** A suite of unit tests fails: no image is built. */
    UNIT_TEST("""
            Prepare SUCCESS
            Checks and unit tests FAILURE
              Unit tests: page FAILURE
              Unit tests: closure SUCCESS
            """) {
        @Override
        void write(SmallFlow flow) throws IOException {
            flow.write("www/index.html", "");
        }
    },

    /** No image can be built, while the clusters are booting: nothing is tested, and none of them is left. */
    NO_IMAGE("""
            Prepare SUCCESS
            Checks and unit tests SUCCESS
              Unit tests: page SUCCESS
              Unit tests: closure SUCCESS
            Images and end-to-end tests FAILURE
              Images FAILURE
                Build and push FAILURE
              End-to-end tests: web 1/2 FAILURE
                Start k3s SUCCESS
                Boot FAILURE
              End-to-end tests: web 2/2 FAILURE
                Start k3s SUCCESS
                Boot FAILURE
            """) {
        @Override
        void write(SmallFlow flow) throws IOException {
            // Not at once, so that the clusters are booted by then.
            flow.write("build", "#!/bin/sh\nsleep 5\nexit 3\n");
            flow.write("Jenkinsfile", SmallFlow.besideBuild());
        }
    },

    /** One shard of the end-to-end tests fails, and the other says that it has ended. */
    SHARD("""
            Prepare SUCCESS
            Checks and unit tests SUCCESS
              Unit tests: page SUCCESS
              Unit tests: closure SUCCESS
            Build and push SUCCESS
            End-to-end tests FAILURE
              End-to-end tests: web 1/2 FAILURE
                Boot SUCCESS
                Ready SUCCESS
                Test FAILURE
              End-to-end tests: web 2/2 SUCCESS
                Boot SUCCESS
                Ready SUCCESS
                Test SUCCESS
            """) {
        @Override
        void write(SmallFlow flow) throws IOException {
            flow.write("e2e", "#!/bin/sh\n[ \"$SHARD\" != 1 ] || exit 5\nsleep 2\necho shard $SHARD has ended\n");
        }
    },

    /** The scan finds a key. */
    FINDING(Trouble.TESTED + "Scan FAILURE\n") {
        @Override
        void write(SmallFlow flow) throws IOException {
            // In the form of a key, so that the scanner finds it; it was never one.
            flow.write("www/key.txt", "aws_access_key_id = AKIA" + "QYLPMN5HFIQR7XYA\n");
        }
    },

    /** Likewise, beside tests that pass. */
    FINDING_BESIDE_TESTS(
            Trouble.TESTED.replace("tests SUCCESS\n  End", "tests and scan FAILURE\n  End") + "  Scan FAILURE\n") {
        @Override
        void write(SmallFlow flow) throws IOException {
            FINDING.write(flow);
            flow.write("Jenkinsfile", SmallFlow.JENKINSFILE.replace("scan: [", "scanBesideTests: true, scan: ["));
        }
    },

    /** Healthy where the tests ask, and not in production. */
    PRODUCTION(Trouble.TESTED + "Scan SUCCESS\nPromote SUCCESS\nRelease SUCCESS\nDeploy FAILURE\n") {
        @Override
        void write(SmallFlow flow) throws IOException {
            String compose = Files.readString(flow.repository().sources().resolve("compose.yml"));
            flow.write("compose.yml", compose.replace("-h, /www]", "-h, \"${ROOT:-/www}\"]"));
            flow.write(
                    "Jenkinsfile", SmallFlow.JENKINSFILE.replace("env: [REGISTRY", "env: [ROOT: '/nowhere', REGISTRY"));
        }
    };

    private static final String TESTED = """
            Prepare SUCCESS
            Checks and unit tests SUCCESS
              Unit tests: page SUCCESS
              Unit tests: closure SUCCESS
            Build and push SUCCESS
            End-to-end tests SUCCESS
              End-to-end tests: web 1/2 SUCCESS
                Boot SUCCESS
                Ready SUCCESS
                Test SUCCESS
              End-to-end tests: web 2/2 SUCCESS
                Boot SUCCESS
                Ready SUCCESS
                Test SUCCESS
            """;

    private final String tree;

    Trouble(String tree) {
        this.tree = tree;
    }

    /** Returns the stages and branches with their results, as indented lines. */
    public String tree() {
        return tree;
    }

    /** Commits this to a flow that is as it was at first otherwise. */
    public void commitTo(SmallFlow flow) throws IOException, InterruptedException {
        flow.reset();
        // New to the engine: what it has built before would be older than what is promoted by now.
        String name = name() + " " + UUID.randomUUID();
        flow.write("www/index.html", name + "\n");
        write(flow);
        flow.commit("name.txt", name + "\n");
    }

    abstract void write(SmallFlow flow) throws IOException;
}
