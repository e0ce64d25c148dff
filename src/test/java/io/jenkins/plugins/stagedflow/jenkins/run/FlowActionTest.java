package io.jenkins.plugins.stagedflow.jenkins.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class FlowActionTest {
    private final FlowAction action = new FlowAction();

    @Test
    public void shouldKeepStepsInTheOrderInWhichTheyEnd() {
        SampleSteps.flow().forEach(action::add);

        assertThat(action.steps())
                .extracting(StepSummary::getStep)
                .containsExactly("parallelPush", "trivyScan", "cranePromote", "calverRelease", "sshDeploy");
        assertThat(action.counts()).hasToString("2 critical, 1 high");
    }

    @Test
    public void shouldCountAStepOnceThatIsRunAgain() {
        action.add(SampleSteps.step("7", "trivyScan", SampleSteps.scan(5)));
        action.add(SampleSteps.step("7", "trivyScan", SampleSteps.scan(2)));

        assertThat(action.steps()).hasSize(1);
        assertThat(action.counts()).hasToString("1 critical, 1 high");
    }

    @Test
    public void shouldCountNothingWithoutAScan() {
        action.add(SampleSteps.step("7", "parallelPush", SampleSteps.push()));

        assertThat(action.counts()).isNull();
    }

    @Test
    public void shouldStaySmallWhateverARunDoes() {
        for (int i = 0; i < 500; i++) {
            action.add(SampleSteps.step("n" + i, "trivyScan", SampleSteps.scan(1000)));
        }

        assertThat(action.steps()).hasSize(Limits.MOST_STEPS);
        assertThat(action.left()).isEqualTo(400);
        assertThat(FlowAction.details(action.steps(), ScanDetail.class)
                        .mapToInt(scan -> scan.getFindings().size())
                        .sum())
                .isEqualTo(Limits.MOST_FINDINGS_OF_RUN);
        ScanDetail first = (ScanDetail) action.steps().get(0).getDetail();
        assertThat(first.getLeft()).isEqualTo(1000 - Limits.MOST_FINDINGS);
        assertThat(first.getCounts().getTotal()).isEqualTo(1000);
        assertThat(((ScanDetail) action.steps().get(99).getDetail()).getLeft()).isEqualTo(1000);
    }

    @Test
    public void shouldHoldNoRecordsForTheyCannotBeReadBack() {
        Set<Class<?>> reached = new HashSet<>();
        Deque<Class<?>> left = new ArrayDeque<>(List.of(
                FlowAction.class,
                PushDetail.class,
                ScanDetail.class,
                PromotionDetail.class,
                ReleaseDetail.class,
                DeploymentDetail.class));
        while (!left.isEmpty()) {
            Class<?> type = left.pop();
            if (reached.add(type) && type.getName().startsWith("io.jenkins")) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                        left.push(field.getType());
                        if (field.getGenericType() instanceof ParameterizedType list) {
                            left.push((Class<?>) list.getActualTypeArguments()[0]);
                        }
                    }
                }
            }
        }

        assertThat(reached).contains(FindingRow.class, ImageRow.class, UpgradeRow.class, Counts.class);
        assertThat(reached).noneMatch(Class::isRecord);
    }
}
