package io.jenkins.plugins.stagedflow.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.List;
import org.junit.Test;

public class DeployTargetTest {
    private final DeployTarget target = new DeployTarget(" production ", "app.example.org");

    @Test
    public void shouldAllowEveryJobUnlessSomeAreNamed() {
        assertThat(target.allows("any/job")).isTrue();
    }

    @Test
    public void shouldAllowJobsByTheirFullNames() {
        target.setAllowedJobs("team/app\nteam/*/main\n\nshop/**");

        assertThat(List.of("team/app", "team/web/main", "shop/a", "shop/a/b/c")).allMatch(target::allows);
        assertThat(List.of("team/apps", "team/web/x/main", "other/team/app", "shop", "teamXapp"))
                .noneMatch(target::allows);
    }

    @Test
    public void shouldBeFoundByItsNameForJobsThatMayUseIt() {
        target.setAllowedJobs("team/*");
        Targets targets = new Targets(List.of(target), true, "");

        assertThat(targets.find("production", "team/app")).isSameAs(target);
        assertThatThrownBy(() -> targets.find("production", "other"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("target: 'production' is not valid; expected a deploy target that is set up in this Jenkins"
                        + " for other.");
        assertThatThrownBy(() -> targets.find("staging", "team/app")).hasMessageStartingWith("target: 'staging'");
    }

    @Test
    public void shouldHaveJumpHostsByLine() {
        target.setJumpHosts(" one \n\ntwo:2222");

        assertThat(target.jumps()).containsExactly("one", "two:2222");
    }
}
