package io.jenkins.plugins.stagedflow.report;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.scan.ScanReports;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Shows a scan before its verdict: as a table on the console and as a page among the reports.
 *
 * @param host where the reports are
 * @param console where the table goes
 * @param file the page, readable by everybody
 */
public record ScanPages(Host host, Console console, HostPath file) implements Consumer<ScanResult> {
    /**
     * Returns what shows a scan.
     *
     * @param outputDirectory the directory of the reports; a relative path starts at the host's directory
     * @param report the file of the page, which may be in another directory; empty for {@code _scan.html} there
     */
    public static ScanPages of(Host host, Console console, String outputDirectory, String report) {
        HostPath directory = host.directory().resolve(outputDirectory);
        HostPath file = report.isEmpty()
                ? directory.resolve(ScanReports.PAGE)
                : host.directory().resolve(report);
        return new ScanPages(host, console, file);
    }

    /** Writes the page and the table. */
    @Override
    public void accept(ScanResult result) {
        FindingsText.of(result).lines().forEach(console::line);
        host.files().write(file, FindingsPage.of(result).getBytes(StandardCharsets.UTF_8), HostFiles.Access.EVERYBODY);
        console.line("The report is " + file);
    }
}
