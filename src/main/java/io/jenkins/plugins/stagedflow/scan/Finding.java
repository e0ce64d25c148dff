package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * One thing a scanner found in an image or a directory, whatever the scanner. Texts that are not known are empty.
 *
 * @param kind what was looked for: vuln, secret, misconfig or license
 * @param id the advisory, rule, check or licence
 * @param severity how bad it is
 * @param target where in the image: a file, or the packages of the operating system
 * @param line the line of the file, or 0 if there is none
 * @param packageName the package, empty if it is not about one
 * @param installedVersion its version in the image, empty if it is not about a package
 * @param fixedVersion the versions that mend it, separated by commas; empty if there is none yet
 * @param title one line about it
 * @param url where to read more, as the scanner gave it: check it before it becomes a link
 * @param packageType the kind of package as the scanner calls it: debian, alpine, npm, jar and so on
 * @param path the file the package was found in, empty for packages of the operating system
 * @param layer the digest of the image's layer that brought it
 * @param image how the scan calls the image
 * @param firstSeen when a scan saw it for the first time, as in 2026-11-25T10:00:00Z
 * @param status whether it counts
 * @param why what the ignore file or VEX document says about it
 * @param source the ignore file or VEX document
 */
public record Finding(
        String kind,
        String id,
        Severity severity,
        String target,
        int line,
        String packageName,
        String installedVersion,
        String fixedVersion,
        String title,
        String url,
        String packageType,
        String path,
        String layer,
        String image,
        String firstSeen,
        FindingStatus status,
        String why,
        String source)
        implements Serializable {
    /** Creates a finding that counts, with what every scanner tells. */
    public Finding(
            String kind,
            String id,
            Severity severity,
            String target,
            int line,
            String packageName,
            String installedVersion,
            String fixedVersion,
            String title,
            String url) {
        this(
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
                "",
                "",
                "",
                "",
                "",
                FindingStatus.OPEN,
                "",
                "");
    }

    /** Returns a builder of a finding of that kind, id and severity, in which everything else is unknown. */
    static FindingBuilder builder(String kind, String id, Severity severity) {
        return new FindingBuilder(kind, id, severity);
    }

    /** Returns a builder that starts with this finding. */
    FindingBuilder with() {
        return new FindingBuilder(this);
    }

    /** Returns whether nobody offers a version without it; only a vulnerability waits for one. */
    public boolean isUnfixed() {
        return Scanner.VULN.option().equals(kind) && fixedVersion.isEmpty();
    }

    /** Returns what it is about: the package, or the file with its line. */
    public String subject() {
        if (!packageName.isEmpty()) {
            return packageName;
        }
        return line > 0 ? target + ":" + line : target;
    }

    /** Returns the file in which it is, or what else tells where to look. */
    public String place() {
        return path.isEmpty() ? target : path;
    }

    /** Returns where to read more, if that is an ordinary web address: nothing else may become a link. */
    public Optional<String> link() {
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return Optional.of(url).filter(text -> web && uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Returns the finding in one line: what and where. */
    public String summary() {
        String what = packageName.isEmpty() ? target : (packageName + " " + installedVersion).strip() + " in " + target;
        String mended = fixedVersion.isEmpty() ? "" : ", fixed in " + fixedVersion;
        return severity + " " + id + " (" + what + mended + ")";
    }
}
