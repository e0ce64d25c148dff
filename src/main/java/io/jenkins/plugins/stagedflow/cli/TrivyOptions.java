package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.scan.DatabaseOptions;
import io.jenkins.plugins.stagedflow.scan.TrivyProgram;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which Trivy scans, and what it compares with. */
final class TrivyOptions {
    @Option(
            names = "--trivy-version",
            paramLabel = "VERSION",
            defaultValue = TrivyProgram.USUAL_VERSION,
            description = "Version Trivy must have (${DEFAULT-VALUE}).")
    private String version;

    @Option(
            names = "--trivy-sha256",
            paramLabel = "SUM",
            defaultValue = "",
            description = "SHA-256 of Trivy's archive: where that version is not on the PATH, it is installed into the"
                    + " cache. Without a sum nothing is installed.")
    private String sha256;

    @Option(
            names = "--trivy-url",
            paramLabel = "URL",
            defaultValue = "",
            description =
                    "That archive (tar.gz), if not the one of Trivy's release; {version} and {architecture} (64bit"
                            + " or ARM64) are filled in.")
    private String url;

    @Option(
            names = "--db-repository",
            split = ",",
            paramLabel = "REPOSITORY",
            description = "Where the vulnerability database is, in order; Trivy's own places if left out.")
    private List<String> repositories = List.of();

    @Option(
            names = "--java-db-repository",
            split = ",",
            paramLabel = "REPOSITORY",
            description = "Where the database of Java archives is, in order; Trivy's own places if left out.")
    private List<String> javaRepositories = List.of();

    @Option(
            names = "--db-directory",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Directory with databases (db/trivy.db and db/metadata.json); nothing is fetched then.")
    private String directory;

    @Option(
            names = "--cache-directory",
            paramLabel = "DIR",
            defaultValue = "",
            description = "Where databases and Trivy are kept from scan to scan (~/.cache/staged-flow/trivy).")
    private String cacheDirectory;

    @Option(
            names = "--max-db-age",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "Age above which the vulnerability database is not used (${DEFAULT-VALUE}); 0 allows any.")
    private Duration maxAge;

    TrivyProgram program() {
        return new TrivyProgram(version, url, sha256);
    }

    DatabaseOptions databases() {
        return new DatabaseOptions(repositories, javaRepositories, directory, cacheDirectory, maxAge);
    }
}
