package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.Arrays;
import java.util.Locale;

/** What a scan looks for. */
public enum Scanner {
    /** Packages with known vulnerabilities. Needs the vulnerability database. */
    VULN,
    /** Keys, tokens and passwords left in the image. */
    SECRET,
    /** Configuration files that open a door. */
    MISCONFIG,
    /** Licences that put conditions. */
    LICENSE;

    /** Returns the name as requests, results and Trivy's command line spell it. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Scanner named(String field, String name) {
        return Arrays.stream(values())
                .filter(scanner -> scanner.option().equals(name.strip()))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidRequestException(field, name, "some of vuln, secret, misconfig, license"));
    }
}
