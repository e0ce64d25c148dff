package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CombinedLogTest {
    private static final String LINE = "2026-11-23T10:00:0%d.000000000Z %s";

    @Test
    public void shouldPutTheLinesOfAllServicesInTheOrderOfTime() {
        Map<String, List<String>> services = new LinkedHashMap<>();
        services.put("web", List.of(LINE.formatted(1, "up"), LINE.formatted(3, "asked")));
        services.put("db", List.of(LINE.formatted(2, "up")));
        services.put("off", List.of("(it has no container)"));

        assertThat(CombinedLog.of(services, 10_000))
                .containsExactly(
                        "off | (it has no container)",
                        "2026-11-23T10:00:01.000000000Z web | up",
                        "2026-11-23T10:00:02.000000000Z db  | up",
                        "2026-11-23T10:00:03.000000000Z web | asked");
    }

    @Test
    public void shouldKeepTheEndOfALongTextAndSaySo() {
        List<String> lines = LimitedLines.of("one\ntwo\nthree\nfour\n", 12);

        assertThat(lines).containsExactly("(cut: what came before the last 12 bytes is left out)", "three", "four");
        assertThat(LimitedLines.isCut(lines)).isTrue();
        assertThat(LimitedLines.of("one\ntwo\n", 12)).containsExactly("one", "two");
        assertThat(LimitedLines.isCut(List.of("one"))).isFalse();
    }
}
