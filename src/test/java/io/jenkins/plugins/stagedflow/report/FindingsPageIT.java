package io.jenkins.plugins.stagedflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagedflow.Browser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The page about findings in a real Chromium. */
public class FindingsPageIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final String SHOWN =
            "Array.from(document.querySelectorAll('#findings tbody tr')).filter(r => r.offsetParent !== null)";
    private static final String IDS = SHOWN + ".map(r => r.cells[0].dataset.sort).join(' ')";

    // The least contrast of any text with what is behind it; see WCAG 2.2, 1.4.3.
    private static final String CONTRAST = """
            (() => {
              const luminance = (c) => {
                const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const colour = (text) => text.match(/[\\d.]+/g).map(Number);
              const behind = (element) => {
                for (let e = element; e; e = e.parentElement) {
                  const c = colour(getComputedStyle(e).backgroundColor);
                  if (c.length === 3 || c[3] > 0) return c.slice(0, 3);
                }
                return [255, 255, 255];
              };
              let least = 99, where = '';
              const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || element.offsetParent === null) continue;
                const [a, b] = [luminance(colour(getComputedStyle(element).color).slice(0, 3)), luminance(behind(element))];
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (contrast < least) { least = contrast; where = element.outerHTML; }
              }
              return least.toFixed(2) + ' ' + where;
            })()""";

    private static Browser browser;

    @BeforeClass
    public static void startBrowser() throws Exception {
        browser = new Browser(FOLDER.newFolder().toPath());
    }

    @AfterClass
    public static void stopBrowser() {
        browser.close();
    }

    @Before
    public void showAsUsual() throws Exception {
        browser.allowScripts(true);
        browser.prefer("light");
    }

    @Test
    public void shouldAskForNothingElseAndKeepToItsPolicy() throws Exception {
        String url = open(FindingsPage.of(SampleScans.ordinary()));

        assertThat(browser.requests()).containsExactly(url);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    public void shouldSortByEveryColumnBothWays() throws Exception {
        open(FindingsPage.of(SampleScans.ordinary()));
        assertThat(text(IDS)).startsWith("CVE-2026-10211 CVE-2026-11001").endsWith("DS-0002 CVE-2026-10556");

        click(heading("Finding"));
        assertThat(text(IDS)).startsWith("CVE-2026-05001").endsWith("private-key");
        assertThat(text("document.querySelectorAll('#findings th[aria-sort]').length + "
                        + "document.querySelector('#findings th[aria-sort]').getAttribute('aria-sort')"))
                .isEqualTo("1ascending");
        click(heading("Finding"));
        assertThat(text(IDS)).startsWith("private-key").endsWith("CVE-2026-05001");
        click(heading("Severity"));
        assertThat(text(IDS)).startsWith("CVE-2026-11001 CVE-2026-10211");
        click(heading("First seen"));
        assertThat(text(IDS)).startsWith("CVE-2026-07777 CVE-2026-09876");
    }

    @Test
    public void shouldFilterBySeverityImageAndWords() throws Exception {
        open(FindingsPage.of(SampleScans.ordinary()));
        assertThat(text("shown.textContent")).isEqualTo("11 of 11 shown");

        click("document.getElementById('show-high')");
        assertThat(text(IDS)).isEqualTo("CVE-2026-10211 CVE-2026-11001 DS-0002 CVE-2026-10556");
        assertThat(text("shown.textContent")).isEqualTo("4 of 11 shown");
        browser.evaluate("image.value = 'backend'; image.dispatchEvent(new Event('input'))");
        assertThat(text(IDS)).isEqualTo("CVE-2026-10211 CVE-2026-11001 CVE-2026-10556");
        browser.evaluate("search.value = 'URLLIB3 proxy'; search.dispatchEvent(new Event('input'))");
        assertThat(text(IDS)).isEqualTo("CVE-2026-11001");
        assertThat(text("shown.textContent")).isEqualTo("1 of 11 shown");
    }

    @Test
    public void shouldBeUsedWithTheKeyboardAlone() throws Exception {
        open(FindingsPage.of(SampleScans.ordinary()));
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < 80 && !way.toString().contains("First seen"); i++) {
            browser.pressTab();
            way.append(
                    text(
                            "(e => e.matches('button, input, select') ? (e.id || e.textContent) + ' ' : '')(document.activeElement)"));
        }

        assertThat(way).contains("show-critical", "search", "Severity", "First seen");
        assertThat(text("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.pressEnter();
        assertThat(text("document.activeElement.parentElement.getAttribute('aria-sort')"))
                .isEqualTo("ascending");
    }

    @Test
    public void shouldBeReadableInLightAndDark() throws Exception {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            open(FindingsPage.of(SampleScans.ordinary()));

            String least = text(CONTRAST);
            assertThat(Double.parseDouble(least.split(" ")[0]))
                    .as(scheme + ": " + least)
                    .isGreaterThanOrEqualTo(4.5);
        }
        assertThat(text("getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(15, 19, 24)");
    }

    @Test
    public void shouldBeReadAloudAsTables() throws Exception {
        open(FindingsPage.of(SampleScans.ordinary()));

        assertThat(text("Array.from(document.querySelectorAll('table')).every(t => t.caption && t.tHead)"))
                .isEqualTo("true");
        assertThat(text("Array.from(document.querySelectorAll('th')).every(h => ['col', 'row'].includes(h.scope))"))
                .isEqualTo("true");
        assertThat(text("Array.from(document.querySelectorAll('h1, h2, h3'), h => h.tagName).join('')"))
                .isEqualTo("H1H2H2H2H2H2");
        assertThat(text("document.querySelector('svg.trend').getAttribute('aria-label')"))
                .startsWith("Findings of 23 scans since 2026-11-03");
        assertThat(text("Array.from(document.querySelectorAll('input, select')).every(c => c.labels.length === 1)"))
                .isEqualTo("true");
    }

    @Test
    public void shouldDoWithoutScripts() throws Exception {
        browser.allowScripts(false);
        open(FindingsPage.of(SampleScans.ordinary()));
        browser.allowScripts(true);

        assertThat(text("document.querySelectorAll('th button').length")).isEqualTo("0");
        assertThat(text("search.offsetParent === null"))
                .as("what needs a script is not there")
                .isEqualTo("true");
        assertThat(text(IDS).split(" ")).hasSize(11);
        click("document.getElementById('show-critical')");
        assertThat(text(IDS)).doesNotContain("CVE-2026-11001").contains("private-key");
    }

    @Test
    public void shouldDoWithoutStyleUnderTheStrictestPolicy() throws Exception {
        byte[] page = FindingsPage.of(SampleScans.ordinary()).getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/");

            assertThat(text("getComputedStyle(document.querySelector('.tiles')).display"))
                    .isEqualTo("block");
            assertThat(text("document.querySelector('.filters').offsetParent === null"))
                    .as("filters that would do nothing are not there")
                    .isEqualTo("true");
            assertThat(text(IDS).split(" ")).hasSize(11);
            assertThat(text("getComputedStyle(document.querySelector('rect.critical')).fill"))
                    .isEqualTo("rgb(159, 18, 57)");
        } finally {
            server.stop(0);
        }
    }

    @Test
    public void shouldShowHostileNamesAsText() throws Exception {
        String hostile =
                "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
        String url = open(FindingsPage.of(SampleScans.named(hostile)));

        assertThat(text("document.title")).doesNotContain("taken");
        assertThat(text("document.querySelectorAll('img, a[href^=javascript]').length"))
                .isEqualTo("0");
        assertThat(text("document.querySelector('#findings tbody th').textContent"))
                .contains(hostile);
        assertThat(browser.requests()).containsExactly(url);
        open(FindingsPage.of(SampleScans.named("javascript:document.title='taken'")));
        assertThat(text("document.querySelectorAll('a').length")).isEqualTo("0");
    }

    // How long that takes is measured by dev/bench page.
    @Test
    public void shouldLayOutOnlyTheFirstOfFiveThousandFindings() throws Exception {
        open(FindingsPage.of(SampleScans.large(5_000)));

        assertThat(rows("findings") + " " + rows("upgrades")).isEqualTo("200 of 5000 50 of 397");
        assertThat(text("shown.textContent")).isEqualTo("200 of 5000 shown");
        browser.evaluate("search.value = 'lib396 '; search.dispatchEvent(new Event('input'))");
        assertThat(text("shown.textContent")).matches("1[0-9] of 5000 shown");
    }

    @Test
    public void shouldShowAllUpgradesWhenAsked() throws Exception {
        open(FindingsPage.of(SampleScans.large(1_000)));
        String order = "Array.from(document.querySelectorAll('#upgrades tbody tr'), r => r.cells[0].dataset.sort)";
        click("document.querySelector('#upgrades th button')");

        assertThat(rows("upgrades")).isEqualTo("50 of 397");
        assertThat(text("Array.from(document.querySelectorAll('#upgrades tbody tr'))"
                        + ".findIndex(r => r.offsetParent === null)"))
                .as("the first row that is not shown")
                .isEqualTo("50");
        assertThat(text(order + ".slice(0, 3).join()")).isEqualTo("lib0,lib1,lib2");
        click("document.getElementById('show-upgrades')");
        assertThat(rows("upgrades")).isEqualTo("397 of 397");
        assertThat(rows("findings")).isEqualTo("200 of 1000");
    }

    private static String open(String page) throws Exception {
        Path file = Files.writeString(
                FOLDER.newFile().toPath().resolveSibling("page-" + System.nanoTime() + ".html"), page);
        browser.open(file.toUri().toString());
        return file.toUri().toString();
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).asText();
    }

    private static String rows(String table) throws Exception {
        return text("(rows => rows.filter(r => r.offsetParent !== null).length + ' of ' + rows.length)"
                + "(Array.from(document.querySelectorAll('#" + table + " tbody tr')))");
    }

    private static void click(String element) throws Exception {
        browser.evaluate(element + ".click()");
    }

    private static String heading(String text) {
        return "Array.from(document.querySelectorAll('#findings th button')).find(b => b.textContent === '" + text
                + "')";
    }
}
