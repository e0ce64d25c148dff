package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;

/**
 * One thing a scan found in an image.
 *
 * @param kind the scanner that found it: vuln, secret, misconfig or license
 * @param id the advisory, rule, check or licence
 * @param severity how bad it is
 * @param target where in the image: a file, or the packages of the operating system
 * @param line the line of the file, or 0 if there is none
 * @param packageName the package, empty if it is not about one
 * @param installedVersion its version in the image, empty if it is not about a package
 * @param fixedVersion the versions that mend it, empty if there is none yet
 * @param title one line about it
 * @param url where to read more, or empty
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
        String url)
        implements Serializable {
    /** Returns whether nobody offers a version without it; only a vulnerability waits for one. */
    public boolean isUnfixed() {
        return Scanner.VULN.option().equals(kind) && fixedVersion.isEmpty();
    }

    /** Returns the finding in one line: what and where. */
    public String summary() {
        String what = packageName.isEmpty() ? target : (packageName + " " + installedVersion).strip() + " in " + target;
        String mended = fixedVersion.isEmpty() ? "" : ", fixed in " + fixedVersion;
        return severity + " " + id + " (" + what + mended + ")";
    }
}
