package io.jenkins.plugins.stagedflow.scan;

import java.util.Comparator;

/**
 * What makes two findings the same one. Vulnerabilities and licences are told apart by their package, wherever it lies;
 * secrets and misconfigurations by their file.
 *
 * @param kind what was looked for
 * @param id the advisory, rule, check or licence
 * @param subject the package or the file
 * @param version the version of the package, or the line of the file; empty where that does not matter
 */
record FindingKey(String kind, String id, String subject, String version) {
    static final Comparator<FindingKey> ORDER = Comparator.comparing(FindingKey::kind)
            .thenComparing(FindingKey::id)
            .thenComparing(FindingKey::subject)
            .thenComparing(FindingKey::version);

    /** Returns the key under which several images have the same finding. */
    static FindingKey across(Finding finding) {
        String version = finding.packageName().isEmpty()
                ? Integer.toString(finding.line())
                : finding.packageType() + " " + finding.installedVersion();
        return new FindingKey(finding.kind(), finding.id(), thing(finding), version);
    }

    /** Returns the key under which a later scan has the same finding, also when lines moved or the version changed. */
    static FindingKey over(Finding finding) {
        return new FindingKey(finding.kind(), finding.id(), thing(finding), "");
    }

    private static String thing(Finding finding) {
        return finding.packageName().isEmpty() ? finding.target() : finding.packageName();
    }
}
