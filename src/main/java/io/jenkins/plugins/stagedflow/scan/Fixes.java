package io.jenkins.plugins.stagedflow.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions that mend each of several findings in one package.
 *
 * @param findings for each finding the versions that mend it, of which each opens a line that has it no more
 */
record Fixes(List<List<PackageVersion>> findings) {
    /** Returns what mends each of the findings. */
    static Fixes of(List<Finding> findings) {
        return new Fixes(findings.stream()
                .map(Fixes::versions)
                .filter(versions -> !versions.isEmpty())
                .toList());
    }

    /** Returns the lowest version above the installed one that mends all of them. */
    Optional<String> lowest(String installed) {
        List<PackageVersion> candidates = new ArrayList<>();
        findings.forEach(candidates::addAll);
        PackageVersion now = new PackageVersion(installed);
        Stream<PackageVersion> above = candidates.stream().filter(version -> version.isAbove(now));
        return above.filter(this::mendsAll).min(PackageVersion.ORDER).map(PackageVersion::text);
    }

    private boolean mendsAll(PackageVersion version) {
        return findings.stream().allMatch(fixes -> mends(version, fixes));
    }

    // "2.12.4, 2.17.1" says that 2.12.4 and what follows in the line 2.12 is mended, and all from 2.17.1 on, but 2.15.0
    // is not.
    private static boolean mends(PackageVersion version, List<PackageVersion> fixes) {
        return fixes.stream().noneMatch(fix -> fix.isAbove(version))
                || fixes.stream().anyMatch(fix -> !fix.isAbove(version) && fix.isInLineOf(version));
    }

    private static List<PackageVersion> versions(Finding finding) {
        return Stream.of(finding.fixedVersion().split(","))
                .map(String::strip)
                .filter(version -> !version.isEmpty())
                .map(PackageVersion::new)
                .toList();
    }
}
