package io.jenkins.plugins.stagedflow.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups vulnerabilities by what to upgrade. */
final class Upgrades {
    // How many of the worst severity, then of the next one, and so on.
    private static final Comparator<Upgrade> MOST_FIRST = comparator();

    private Upgrades() {}

    /** Returns the upgrades that take rows away; packages nobody mends yet are left out. */
    static List<Upgrade> of(List<MergedFinding> rows) {
        Map<List<String>, List<MergedFinding>> packages = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> Scanner.VULN.option().equals(row.finding().kind()))
                .forEach(row -> packages.computeIfAbsent(key(row.finding()), key -> new ArrayList<>())
                        .add(row));
        return packages.values().stream()
                .map(Upgrades::upgrade)
                .filter(upgrade -> !upgrade.to().isEmpty())
                .sorted(MOST_FIRST)
                .toList();
    }

    private static List<String> key(Finding finding) {
        return List.of(finding.packageName(), finding.packageType(), finding.installedVersion());
    }

    private static Upgrade upgrade(List<MergedFinding> rows) {
        Finding first = rows.get(0).finding();
        List<Finding> mended = rows.stream()
                .map(MergedFinding::finding)
                .filter(finding -> !finding.isUnfixed())
                .toList();
        return new Upgrade(
                first.packageName(),
                first.packageType(),
                first.installedVersion(),
                Fixes.of(mended).lowest(first.installedVersion()).orElse(""),
                mended.stream().map(Finding::id).distinct().toList(),
                rows.size() - mended.size(),
                ImageScan.counted(mended),
                rows.stream()
                        .map(MergedFinding::images)
                        .flatMap(Collection::stream)
                        .distinct()
                        .toList());
    }

    private static Comparator<Upgrade> comparator() {
        Comparator<Upgrade> order = (a, b) -> 0;
        for (int i = Severity.values().length - 1; i >= 0; i--) {
            String severity = Severity.values()[i].name();
            order = order.thenComparing(
                    upgrade -> upgrade.counts().getOrDefault(severity, 0), Comparator.reverseOrder());
        }
        return order.thenComparing(Upgrade::packageName).thenComparing(Upgrade::installedVersion);
    }
}
