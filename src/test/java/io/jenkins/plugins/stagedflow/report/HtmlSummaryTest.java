package io.jenkins.plugins.stagedflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;

public class HtmlSummaryTest {
    private static final String HOSTILE =
            "</td></style><script>alert('1')</script><img src=x onerror=\"alert(1)\">&amp;"
                    + "\" onmouseover='x' style=\"color:red\u202e\u0000";

    @Test
    public void shouldShowWhatEveryKindOfStageDid() throws Exception {
        String text = text(page(sample()));

        assertThat(text)
                .contains("2026.11.4 failed")
                .contains("7 stages, 197.7 seconds of work.")
                .contains("Could not deploy 2026.11.4: the backend did not become healthy")
                .contains("docker pull registry.example/demo/backend:2026.11.4")
                .contains("docker pull registry.example/demo/frontend:sha-1c46db5")
                .contains("of commit 1c46db5d0e7f4a3b2c1d0e9f8a7b6c5d4e3f2a1b.")
                .contains("2,199,345")
                .contains("latest, stable")
                .contains("latest was sha256:")
                .contains("CVE-2026-2222")
                .contains("app/key.pem")
                .contains("deploy@production.example:22 runs version 2026.11.3, before it 2026.11.3.")
                .contains("prune: the disk was busy")
                .contains("rolled back")
                .contains("health120.0")
                .contains("not on a release branch");
        assertThat(text.indexOf("CVE-2026-2222"))
                .as("the worst finding first")
                .isLessThan(text.indexOf("CVE-2026-1111"));
    }

    @Test
    public void shouldBeWellFormedWithTablesThatCanBeReadAloud() throws Exception {
        Document document = parsed(page(sample()));

        assertThat(document.getElementsByTagName("table").getLength()).isEqualTo(9);
        assertThat(document.getElementsByTagName("caption").getLength()).isEqualTo(9);
        assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
        for (String heading : attributes(page(sample()), "th", "scope")) {
            assertThat(heading).isIn("col", "row");
        }
    }

    @Test
    public void shouldLoadNothingRunNothingAndKeepToItsPolicy() throws Exception {
        for (FlowRecord flow : List.of(sample(), hostile())) {
            String page = page(flow);

            assertThat(elements(page))
                    .isSubsetOf(
                            "html", "head", "meta", "title", "style", "body", "main", "header", "section", "div", "h1",
                            "h2", "p", "span", "strong", "code", "table", "caption", "thead", "tbody", "tr", "th", "td",
                            "svg", "rect", "a", "ul", "li", "details", "summary", "h3", "time");
            assertThat(attributeNames(page))
                    .isSubsetOf(
                            "lang",
                            "charset",
                            "http-equiv",
                            "content",
                            "name",
                            "class",
                            "role",
                            "aria-label",
                            "aria-hidden",
                            "tabindex",
                            "scope",
                            "viewBox",
                            "preserveAspectRatio",
                            "width",
                            "height",
                            "x",
                            "fill",
                            "id",
                            "data-sort",
                            "data-first",
                            "data-image",
                            "datetime",
                            "href",
                            "rel");
            assertThat(page.replaceAll("(?s)<body>.*", ""))
                    .doesNotContain("http:")
                    .doesNotContain("https:")
                    .doesNotContain("url(")
                    .doesNotContain("@import");
        }
    }

    @Test
    public void shouldAllowItsStyleSheetByTheHashOfWhatStandsInThePage() throws Exception {
        String page = page(sample());

        String css = group(page, "(?s)<style>(.*?)</style>");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
        assertThat(page)
                .contains("default-src &#39;none&#39;; style-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "&#39;");
    }

    @Test
    public void shouldShowHostileNamesAsText() throws Exception {
        String page = page(hostile());

        Document document = parsed(page);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("img").getLength()).isZero();
        assertThat(page).doesNotContain("<script").doesNotContain("<img").doesNotContain("\u202e");
        assertThat(text(page)).contains("<script>alert('1')</script>");
        assertThat(document.getElementsByTagName("td").item(0).getTextContent()).isEqualTo("passed");
    }

    @Test
    public void shouldNotLetAValueLeaveItsAttribute() {
        assertThat(new Html().open("p", "title", "\"' onclick=x>").close("p"))
                .hasToString("<p title=\"&quot;&#39; onclick=x&gt;\"></p>");
    }

    @Test
    public void shouldNameBrokenFilesAndSayFailed() {
        String page = page(new FlowRecord(List.of(), List.of(new BrokenRecord("02-scan.json", "it is no JSON"))));

        assertThat(page).contains("02-scan.json").contains("it is no JSON").contains("Staged flow failed");
    }

    @Test
    public void shouldNotStumbleOverResultsOfAnotherShape() throws Exception {
        for (String json : List.of(
                "{}",
                "{\"images\":3,\"phases\":\"x\",\"version\":{}}",
                "{\"images\":[1,null,[],{\"name\":5,\"counts\":[],\"findings\":{},\"tags\":{},\"before\":[1]}]}",
                "{\"images\":{\"a\":null},\"phases\":{\"up\":1.5,\"down\":null}}")) {
            JsonNode result = new ObjectMapper().readTree(json);
            List<StageRecord> stages = new ArrayList<>();
            for (StageKind kind : StageKind.values()) {
                stages.add(new StageRecord("a", kind, StageOutcome.PASSED, 0, "", result));
            }

            parsed(page(new FlowRecord(stages, List.of())));
        }
    }

    @Test
    public void shouldSayHowManyFindingsAreLeftOut() throws Exception {
        StringBuilder findings = new StringBuilder();
        for (int i = 0; i < 503; i++) {
            findings.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"F")
                    .append(1000 + i)
                    .append("\",\"severity\":\"LOW\"}");
        }
        JsonNode result =
                new ObjectMapper().readTree("{\"images\":[{\"name\":\"a\",\"findings\":[" + findings + "]}]}");

        String text = text(page(new FlowRecord(
                List.of(new StageRecord("scan", StageKind.SCAN, StageOutcome.FAILED, 1, "", result)), List.of())));

        assertThat(text).contains("F1499").doesNotContain("F1500").contains("3 more are in the SARIF reports.");
    }

    private static FlowRecord sample() {
        Path directory = resource();
        return FlowRecord.read(new LocalHost(directory, System.getenv()), new HostPath(directory.toString()));
    }

    private static Path resource() {
        try {
            return Path.of(Objects.requireNonNull(HtmlSummaryTest.class.getResource("flow"))
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    // Every text and every key of every kind of result is something nobody should call anything.
    private static FlowRecord hostile() {
        List<StageRecord> stages = new ArrayList<>();
        for (StageRecord stage : sample().stages()) {
            stages.add(
                    new StageRecord(HOSTILE, stage.kind(), StageOutcome.PASSED, 1, HOSTILE, hostile(stage.result())));
        }
        return new FlowRecord(stages, List.of(new BrokenRecord(HOSTILE, HOSTILE)));
    }

    private static JsonNode hostile(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(HOSTILE);
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(hostile(element)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> copy.set(entry.getKey(), hostile(entry.getValue())));
            return copy.put(HOSTILE, HOSTILE);
        }
        return node;
    }

    private static String page(FlowRecord flow) {
        return HtmlSummary.of(flow);
    }

    // The page is XML too, but for the elements that HTML leaves open.
    private static Document parsed(String page) throws Exception {
        String xml = page.replace("<!DOCTYPE html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String page) throws Exception {
        return parsed(page).getDocumentElement().getTextContent();
    }

    private static TreeSet<String> elements(String page) throws Exception {
        TreeSet<String> names = new TreeSet<>();
        var all = parsed(page).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getNodeName());
        }
        return names;
    }

    private static TreeSet<String> attributeNames(String page) throws Exception {
        TreeSet<String> names = new TreeSet<>();
        var all = parsed(page).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            for (int j = 0; j < all.item(i).getAttributes().getLength(); j++) {
                names.add(all.item(i).getAttributes().item(j).getNodeName());
            }
        }
        return names;
    }

    private static List<String> attributes(String page, String element, String attribute) throws Exception {
        List<String> values = new ArrayList<>();
        var all = parsed(page).getElementsByTagName(element);
        for (int i = 0; i < all.getLength(); i++) {
            values.add(all.item(i).getAttributes().getNamedItem(attribute).getNodeValue());
        }
        return values;
    }

    private static String group(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
