package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * What a flow did as a page: one file that loads nothing, runs no script and shows what others named as text only. It
 * keeps to a Content Security Policy of its own, and to one as strict from a server.
 */
public final class HtmlSummary {
    private HtmlSummary() {}

    /** Returns the page, to be written as UTF-8. */
    public static String of(FlowRecord flow) {
        return of(flow, List.of());
    }

    /** Returns the page with remarks below its headline, to be written as UTF-8. */
    public static String of(FlowRecord flow, List<String> remarks) {
        PageAssets assets = PageAssets.ofSummary();
        Html page = assets.begin(title(flow));
        headline(page, flow, remarks);
        section(page, "Stages", () -> StageSection.write(page, flow));
        results(page, flow, StageKind.RELEASE, "Release", ImageSection::released);
        results(page, flow, StageKind.DEPLOY, "Deployment", DeploySection::write);
        results(page, flow, StageKind.PUSH, "Images", ImageSection::pushed);
        results(page, flow, StageKind.SCAN, "Scan", ScanSection::write);
        results(page, flow, StageKind.PROMOTE, "Promotion", ImageSection::promoted);
        return assets.end(page);
    }

    private static String title(FlowRecord flow) {
        String name = flow.version().isEmpty() ? "Staged flow" : flow.version();
        return name + " " + flow.outcome().word();
    }

    private static void headline(Html page, FlowRecord flow, List<String> remarks) {
        page.open("header").open("h1").text(flow.version().isEmpty() ? "Staged flow" : flow.version());
        page.text(" ");
        HtmlTable.Cell.badge(page, flow.outcome().word());
        page.close("h1");
        page.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%d stages, %.1f seconds of work.",
                        flow.stages().size(),
                        flow.seconds()));
        remarks.forEach(remark -> page.element("p", remark));
        page.closeLine("header");
    }

    private static void results(
            Html page, FlowRecord flow, StageKind kind, String heading, BiConsumer<Html, JsonNode> writer) {
        List<JsonNode> results = flow.results(kind).toList();
        if (!results.isEmpty()) {
            section(page, heading, () -> results.forEach(result -> writer.accept(page, result)));
        }
    }

    private static void section(Html page, String heading, Runnable content) {
        page.open("section").element("h2", heading);
        content.run();
        page.closeLine("section");
    }
}
