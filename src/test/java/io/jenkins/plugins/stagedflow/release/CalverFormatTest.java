package io.jenkins.plugins.stagedflow.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.time.LocalDate;
import java.util.List;
import org.junit.Test;

public class CalverFormatTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);

    @Test
    public void shouldWriteTheDateAsTheFormatSays() {
        assertThat(prefix("YYYY.M.PATCH")).isEqualTo("2026.2.");
        assertThat(prefix("YYYY.MM.PATCH")).isEqualTo("2026.2.");
        assertThat(prefix("YYYY.0M.MICRO")).isEqualTo("2026.02.");
        assertThat(prefix("YY.MM.PATCH")).isEqualTo("26.2.");
        assertThat(prefix("0Y.0M.MICRO")).isEqualTo("26.02.");
        assertThat(prefix("YYYY.0M.0D-MICRO")).isEqualTo("2026.02.03-");
        assertThat(prefix("YYYY-M-D_PATCH")).isEqualTo("2026-2-3_");
        assertThat(prefix("YYYY.PATCH")).isEqualTo("2026.");
        assertThat(prefix("vYYYY.0W.PATCH")).isEqualTo("v2026.06.");
        assertThat(new CalverFormat("0Y.M.PATCH").prefix(LocalDate.of(2106, 1, 1)))
                .isEqualTo("06.1.");
        assertThat(new CalverFormat("YY.M.PATCH").prefix(LocalDate.of(2106, 1, 1)))
                .isEqualTo("106.1.");
    }

    @Test
    public void shouldCountAWeekToOneYearOnly() {
        CalverFormat weeks = new CalverFormat("YYYY.WW.PATCH");

        assertThat(weeks.prefix(LocalDate.of(2026, 12, 31))).isEqualTo("2026.53.");
        assertThat(weeks.prefix(LocalDate.of(2027, 1, 1))).isEqualTo("2026.53.");
        assertThat(weeks.prefix(LocalDate.of(2027, 1, 4))).isEqualTo("2027.1.");
    }

    @Test
    public void shouldKnowLeapDays() {
        CalverFormat days = new CalverFormat("YYYY.M.D.PATCH");

        assertThat(days.prefix(LocalDate.of(2028, 2, 29))).isEqualTo("2028.2.29.");
        assertThat(new CalverFormat("YYYY.M.PATCH").prefixes(LocalDate.of(2028, 3, 1), LocalDate.of(2028, 2, 29)))
                .isEqualTo(List.of("2028.3.", "2028.2."));
        assertThat(new CalverFormat("YYYY.M.PATCH").prefixes(LocalDate.of(2028, 2, 29), LocalDate.of(2028, 2, 28)))
                .isEqualTo(List.of("2028.2."));
    }

    @Test
    public void shouldRefuseWhatDoesNotCountUpward() {
        for (String format : List.of(
                "",
                "YYYY.M",
                "PATCH",
                "M.YYYY.PATCH",
                "YYYY.PATCH.M",
                "YYYY.D.PATCH",
                "YYYY.W.D.PATCH",
                "YYYYMPATCH",
                "YYYY/M/PATCH",
                "YYYY.M.PATCH.PATCH",
                "yyyy.M.PATCH")) {
            assertThatThrownBy(() -> new CalverFormat(format))
                    .as(format)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("format: ");
        }
    }

    private static String prefix(String format) {
        return new CalverFormat(format).prefix(DAY);
    }
}
