package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.scan.Gate;
import java.util.List;
import picocli.CommandLine.Option;

/** What lets findings through. */
final class GateOptions {
    @Option(
            names = "--max-critical",
            paramLabel = "N",
            defaultValue = "0",
            description = "CRITICAL findings an image may have (${DEFAULT-VALUE}).")
    private int maxCritical;

    @Option(
            names = "--max-high",
            paramLabel = "N",
            defaultValue = "0",
            description = "HIGH findings an image may have (${DEFAULT-VALUE}).")
    private int maxHigh;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Let nothing fail that is in this result of an earlier scan: its _scan.json, or what"
                    + " 'scan --json' printed.")
    private String baseline;

    @Option(
            names = "--earlier",
            split = ",",
            paramLabel = "FILE",
            description = "Results of earlier scans, for the trend and since when a finding is there.")
    private List<String> earlier = List.of();

    /** Returns the gate. */
    Gate gate() {
        return new Gate(maxCritical, maxHigh, baseline, earlier);
    }
}
