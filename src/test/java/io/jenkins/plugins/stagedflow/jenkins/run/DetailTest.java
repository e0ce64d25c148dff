package io.jenkins.plugins.stagedflow.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.stagedflow.deploy.DeployResult;
import io.jenkins.plugins.stagedflow.deploy.RolloutResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DetailTest {
    @Test
    public void shouldPullByDigest() {
        List<ImageRow> images = new PushDetail(SampleSteps.push()).getImages();

        assertThat(images.get(0).getPull()).isEqualTo("docker pull localhost:5000/me/backend@" + SampleSteps.DIGEST);
        assertThat(images.get(0).getBytesText()).isEqualTo("1.5 MiB");
        assertThat(images.get(1).getPull()).isEmpty();
        assertThat(images.get(1).getReason()).isEqualTo(SampleSteps.HOSTILE);
    }

    @Test
    public void shouldNotTakeAPortForATag() {
        ImageRow image = new ImageRow("a", "localhost:5000/me/a", SampleSteps.DIGEST, 0, 0, "");

        assertThat(image.getPull()).isEqualTo("docker pull localhost:5000/me/a@" + SampleSteps.DIGEST);
    }

    @Test
    public void shouldLinkToTheWebAlone() {
        List<FindingRow> findings = new ScanDetail(SampleSteps.scan(2)).getFindings();

        assertThat(findings)
                .extracting(FindingRow::getUrl)
                .containsExactlyInAnyOrder("", "https://example.org/CVE-2026-1");
    }

    @Test
    public void shouldSayWhatEachTagHeldBefore() {
        PromotionDetail.PromotedRow image =
                new PromotionDetail(SampleSteps.promotion()).getImages().get(0);

        assertThat(image.getBefore()).containsExactly("latest was sha256:" + "cd".repeat(32), "stable is new");
    }

    @Test
    public void shouldShortenWhatIsLong() {
        assertThat(Limits.text("x".repeat(10_000))).hasSize(300).endsWith("…");
        assertThat(Limits.message("x".repeat(10_000))).hasSize(2000);
    }

    @Test
    public void shouldTellHowADeploymentEnded() {
        DeployResult deployed = SampleSteps.deployment();
        List<String> none = List.of();
        DeployResult back = new DeployResult(
                "t", "/srv", false, "1", "1", "", "", none, none, Map.of(), true, false, "", none, none);

        assertThat(state(DeploymentDetail.of(deployed))).containsExactly("healthy");
        assertThat(state(DeploymentDetail.of(back))).containsExactly("rolled back");
        assertThat(state(DeploymentDetail.of(new RolloutResult(List.of(
                        new RolloutResult.Item("a", "deployed", deployed, ""),
                        new RolloutResult.Item("b", "not begun", null, ""))))))
                .containsExactly("deployed", "not begun");
    }

    @Test
    public void shouldDrawBarsAsHighAsTheyAreMany() {
        List<TrendChart.Point> points = new ArrayList<>();
        points.add(new TrendChart.Point(1, "#1", Counts.of(Map.of("CRITICAL", 1, "HIGH", 3))));
        points.add(new TrendChart.Point(2, "#2", Counts.of(Map.of("LOW", 2))));
        points.add(new TrendChart.Point(3, "#3", Counts.NONE));

        TrendChart chart = new TrendChart(points);

        assertThat(chart.getHighest()).isEqualTo(4);
        assertThat(chart.getBars().get(0).getParts())
                .extracting(TrendChart.Part::getY, TrendChart.Part::getHeight)
                .containsExactly(tuple("90.0", "30.0"), tuple("0.0", "90.0"));
        assertThat(chart.getBars().get(1).getParts())
                .extracting(TrendChart.Part::getHeight)
                .containsExactly("60.0");
        assertThat(chart.getBars().get(2).getParts()).isEmpty();
    }

    private static List<String> state(DeploymentDetail deployment) {
        return deployment.getMachines().stream()
                .map(DeploymentDetail.Machine::getState)
                .toList();
    }
}
