package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * A bill of materials as SPDX in JSON.
 *
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/">SPDX 2.3</a>
 */
record SpdxDocument(JsonNode root) {
    /**
     * Returns the document if it is whole.
     *
     * @throws UnusableReportException otherwise
     */
    static SpdxDocument of(String json) {
        SpdxDocument document = new SpdxDocument(ReportJson.object(json));
        ReportJson.require(
                document.root.path("spdxVersion").asText().startsWith("SPDX-")
                        && document.root.path("SPDXID").asText().equals("SPDXRef-DOCUMENT"),
                "it is no SPDX document");
        return document;
    }

    /** Returns how many packages it lists that a package manager knows: neither the component itself nor its files. */
    int packages() {
        return (int) StreamSupport.stream(root.path("packages").spliterator(), false)
                .filter(SpdxDocument::isOfAPackageManager)
                .count();
    }

    private static boolean isOfAPackageManager(JsonNode entry) {
        return !"CONTAINER".equals(entry.path("primaryPackagePurpose").asText())
                && StreamSupport.stream(entry.path("externalRefs").spliterator(), false)
                        .anyMatch(reference ->
                                "purl".equals(reference.path("referenceType").asText()));
    }
}
