package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How bad a finding is, as Trivy has it, the mildest first. */
public enum Severity {
    /** Nobody has rated it yet. */
    UNKNOWN("note", "0.0"),
    /** Hardly of use to an attacker. */
    LOW("note", "2.0"),
    /** Of use in special circumstances. */
    MEDIUM("warning", "5.5"),
    /** To be mended soon. */
    HIGH("error", "8.0"),
    /** To be mended now. */
    CRITICAL("error", "9.5");

    private final String sarifLevel;
    private final String score;

    Severity(String sarifLevel, String score) {
        this.sarifLevel = sarifLevel;
        this.score = score;
    }

    /** Returns the level of a SARIF result. */
    String sarifLevel() {
        return sarifLevel;
    }

    /** Returns the number that viewers of SARIF sort rules by, on the scale of CVSS. */
    String score() {
        return score;
    }

    /** Returns the severities of the given names, in upper or lower case; refuses a name that is none. */
    static Set<Severity> named(String field, Collection<String> names) {
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        names.forEach(name -> severities.add(named(field, name)));
        return severities;
    }

    /** Returns the names of severities, the worst first. */
    static List<String> worstFirst(Set<Severity> severities) {
        return severities.stream()
                .sorted(Comparator.reverseOrder())
                .map(Severity::name)
                .toList();
    }

    private static Severity named(String field, String name) {
        return Arrays.stream(values())
                .filter(severity -> severity.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidRequestException(field, name, "some of UNKNOWN, LOW, MEDIUM, HIGH, CRITICAL"));
    }
}
