package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;

/**
 * The report files of a scan.
 *
 * @param host where they are
 * @param directory the directory they are in
 */
public record ScanReports(Host host, HostPath directory) {
    /** The file with the result of all images; no image has a name that begins so. */
    public static final String RESULT = "_scan.json";

    /** The file with the page about all images. */
    public static final String PAGE = "_scan.html";

    /** Removes what an earlier scan left about all images: it must not be taken for this one's. */
    void clear() {
        host.files().createDirectories(directory);
        host.files().delete(directory.resolve(RESULT));
        host.files().delete(directory.resolve(PAGE));
    }

    /** Keeps the result of all images. */
    void write(ScanResult result) {
        host.files().write(directory.resolve(RESULT), ScanJson.write(result), HostFiles.Access.EVERYBODY);
    }

    /** Removes what an earlier scan left about the image: it must not be taken for this one's. */
    void clear(String image) {
        host.files().createDirectories(directory);
        host.files().delete(json(image));
        host.files().delete(sarif(image));
        for (SbomFormat format : SbomFormat.values()) {
            host.files().delete(sbom(image, format));
        }
    }

    /** Returns the file of Trivy's own report. */
    HostPath json(String image) {
        return directory.resolve(fileName(image) + ".json");
    }

    /** Returns the file of the SARIF report. */
    HostPath sarif(String image) {
        return directory.resolve(fileName(image) + ".sarif");
    }

    /** Returns the file of the bill of materials. */
    HostPath sbom(String image, SbomFormat format) {
        return directory.resolve(fileName(image) + format.suffix());
    }

    /** Keeps a file for everybody to read. */
    void keep(HostPath file, HostPath as) {
        host.files().copy(file, as, HostFiles.Access.EVERYBODY);
    }

    /** Keeps the reports about the image. */
    void write(SarifReport report, HostPath trivyJson) {
        host.files().copy(trivyJson, json(report.image()), HostFiles.Access.EVERYBODY);
        host.files().write(sarif(report.image()), report.json(), HostFiles.Access.EVERYBODY);
    }

    /** Returns the name of an image as a file name; the sign is none that an image's name may hold. */
    static String fileName(String image) {
        return image.replace('/', '~');
    }
}
