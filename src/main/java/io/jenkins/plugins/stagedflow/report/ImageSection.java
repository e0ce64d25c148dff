package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagedflow.report.HtmlTable.Cell;

/** The images that were pushed, promoted and released. */
final class ImageSection {
    private ImageSection() {}

    static void pushed(Html page, JsonNode result) {
        HtmlTable table = new HtmlTable("Images pushed", "Image", "Result", "Digest", "Bytes", "Seconds", "Pull");
        for (Json.Named image : Json.named(result, "images")) {
            JsonNode value = image.value();
            String digest = Json.text(value, "digest");
            table.row(
                    Cell.text(image.name()),
                    Cell.text(status(value)),
                    Cell.code(digest),
                    Cell.count(Json.number(value, "bytes")),
                    Cell.seconds(Json.number(value, "seconds")),
                    Cell.code(digest.isEmpty() ? "" : pull(value)));
        }
        table.into(page);
    }

    static void promoted(Html page, JsonNode result) {
        String caption = result.path("dryRun").asBoolean() ? "Tags that would be promoted" : "Tags promoted";
        HtmlTable table = new HtmlTable(caption, "Image", "Repository", "Tags", "Digest", "Before");
        for (Json.Named image : Json.named(result, "images")) {
            table.row(
                    Cell.text(image.name()),
                    Cell.code(Json.text(image.value(), "repository")),
                    Cell.text(Json.texts(image.value(), "tags")),
                    Cell.code(Json.text(image.value(), "digest")),
                    Cell.text(before(image.value())));
        }
        table.into(page);
    }

    static void released(Html page, JsonNode result) {
        page.open("p")
                .text("Version ")
                .element("strong", Json.text(result, "version"))
                .text(" is the tag ")
                .element("code", Json.text(result, "tag"))
                .text(" of commit ")
                .element("code", Json.text(result, "commit"))
                .text(note(result))
                .closeLine("p");
        HtmlTable table = new HtmlTable("Images released", "Image", "Digest", "Pull");
        for (Json.Named image : Json.named(result, "images")) {
            table.row(
                    Cell.text(image.name()),
                    Cell.code(Json.text(image.value(), "digest")),
                    Cell.code(pull(image.value())));
        }
        table.into(page);
    }

    private static String status(JsonNode image) {
        String reason = Json.text(image, "reason");
        return reason.isEmpty() ? Json.text(image, "status") : Json.text(image, "status") + ": " + reason;
    }

    private static String pull(JsonNode image) {
        return "docker pull " + Json.text(image, "reference");
    }

    private static String before(JsonNode image) {
        String before = String.join(
                ", ",
                Json.named(image, "before").stream()
                        .map(tag -> tag.name() + " was " + tag.value().asText())
                        .toList());
        return before.isEmpty() ? "absent" : before;
    }

    private static String note(JsonNode result) {
        if (result.path("dryRun").asBoolean()) {
            return " (a dry run: nothing was changed).";
        }
        return result.path("existing").asBoolean() ? " (which had it before)." : ".";
    }
}
