package io.jenkins.plugins.stagedflow.scan;

/** Collects the parts of a {@link Finding}. */
final class FindingBuilder {
    private final String kind;
    private final String id;
    private final Severity severity;
    private String target = "";
    private int line;
    private String packageName = "";
    private String installedVersion = "";
    private String fixedVersion = "";
    private String title = "";
    private String url = "";
    private String packageType = "";
    private String path = "";
    private String layer = "";
    private String image = "";
    private String firstSeen = "";
    private FindingStatus status = FindingStatus.OPEN;
    private String why = "";
    private String source = "";

    FindingBuilder(String kind, String id, Severity severity) {
        this.kind = kind;
        this.id = id;
        this.severity = severity;
    }

    FindingBuilder(Finding other) {
        this(other.kind(), other.id(), other.severity());
        at(other.target(), other.line()).titled(other.title(), other.url());
        inPackage(other.packageName(), other.packageType(), other.installedVersion());
        fixedIn(other.fixedVersion()).inFile(other.path()).inLayer(other.layer());
        inImage(other.image()).firstSeen(other.firstSeen());
        status(other.status(), other.why(), other.source());
    }

    FindingBuilder at(String value, int lineNumber) {
        target = value;
        line = lineNumber;
        return this;
    }

    FindingBuilder inPackage(String name, String type, String version) {
        packageName = name;
        packageType = type;
        installedVersion = version;
        return this;
    }

    FindingBuilder fixedIn(String versions) {
        fixedVersion = versions;
        return this;
    }

    FindingBuilder titled(String text, String link) {
        title = text;
        url = link;
        return this;
    }

    FindingBuilder inFile(String value) {
        path = value;
        return this;
    }

    FindingBuilder inLayer(String digest) {
        layer = digest;
        return this;
    }

    FindingBuilder inImage(String name) {
        image = name;
        return this;
    }

    FindingBuilder firstSeen(String time) {
        firstSeen = time;
        return this;
    }

    FindingBuilder status(FindingStatus value, String reason, String document) {
        status = value;
        why = reason;
        source = document;
        return this;
    }

    Finding build() {
        return new Finding(
                kind,
                id,
                severity,
                target,
                line,
                packageName,
                installedVersion,
                fixedVersion,
                title,
                url,
                packageType,
                path,
                layer,
                image,
                firstSeen,
                status,
                why,
                source);
    }
}
