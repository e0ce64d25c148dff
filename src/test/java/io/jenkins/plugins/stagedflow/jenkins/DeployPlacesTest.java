package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.jenkins.config.DeployTarget;
import io.jenkins.plugins.stagedflow.jenkins.config.Targets;
import java.util.List;
import org.junit.Test;

public class DeployPlacesTest {
    private static final SshLogin OWN = new SshLogin("own", Secret.of("own key"), Secret.of(""));
    private static final SshLogin SYSTEM = new SshLogin("system", Secret.of("system key"), Secret.of(""));
    private static final SshLogins LOGINS = new SshLogins() {
        @Override
        public String job() {
            return "team/app";
        }

        @Override
        public SshLogin sshLogin(String field, String id) {
            return OWN;
        }

        @Override
        public SshLogin systemSshLogin(String field, String id) {
            return SYSTEM;
        }
    };

    private final DeployTarget target = target();

    @Test
    public void shouldTakeAllOfATarget() {
        DeployPlace place = places(true).place("production", given("", "", "", ""));

        assertThat(place.host()).isEqualTo("app.example.org");
        assertThat(place.port()).isEqualTo(2222);
        assertThat(place.user()).isEqualTo("deploy");
        assertThat(place.directory()).isEqualTo("/srv/app");
        assertThat(place.login()).isSameAs(SYSTEM);
        assertThat(place.knownHosts()).isEqualTo("known");
    }

    @Test
    public void shouldRefuseWhatTheTargetSays() {
        assertRefused("host", given("other", "", "", ""));
        assertRefused("directory", given("", "/other", "", ""));
        assertRefused("user", given("", "", "root", ""));
        assertRefused("credentialsId", given("", "", "", "mine"));
    }

    @Test
    public void shouldTakeWhatTheAdministratorAllows() {
        target.setOverrideDirectory(true);
        target.setOverrideUser(true);
        target.setOverrideCredentials(true);

        DeployPlace place = places(true).place("production", given("", "/other", "root", "mine"));

        assertThat(place.directory()).isEqualTo("/other");
        assertThat(place.user()).isEqualTo("root");
        assertThat(place.login()).isSameAs(OWN);
        assertThat(place.host()).isEqualTo("app.example.org");
    }

    @Test
    public void shouldRefuseOtherHostsWhenOnlyTargetsAreAllowed() {
        assertThatThrownBy(() -> places(true).place("", given("other", "/srv", "", "")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("host: 'other' is not valid; expected a target by its name instead: this Jenkins deploys to"
                        + " its targets alone.");
    }

    @Test
    public void shouldGoWhereTheJenkinsfileSaysOtherwise() {
        DeployPlace place = places(false).place("", given("other", "/srv", "", "mine"));

        assertThat(place.host()).isEqualTo("other");
        assertThat(place.login()).isSameAs(OWN);
        assertThat(place.knownHosts()).isEqualTo("known");
        assertThat(place.requests()).hasSize(1);
    }

    @Test
    public void shouldKeepAHostKeyOfTheJenkinsfile() {
        DeployPlace pinned =
                new DeployPlace("other", 22, "", "", "SHA256:abc", "", List.of(), "", "/srv", SshLogin.byAgent());

        assertThat(places(false).place("", pinned).knownHosts()).isEmpty();
    }

    private void assertRefused(String argument, DeployPlace given) {
        assertThatThrownBy(() -> places(false).place("production", given))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(argument + ": ")
                .hasMessageEndingWith("expected nothing here: the target says it.");
    }

    private DeployPlaces places(boolean only) {
        return new DeployPlaces(new Targets(List.of(target), only, "known"), LOGINS);
    }

    private static DeployPlace given(String host, String directory, String user, String credentialsId) {
        return new DeployPlace(host, 22, user, credentialsId, "", "", List.of(), "", directory, SshLogin.byAgent());
    }

    private static DeployTarget target() {
        DeployTarget target = new DeployTarget("production", "app.example.org");
        target.setPort(2222);
        target.setUser("deploy");
        target.setDirectory("/srv/app");
        target.setCredentialsId("production-key");
        return target;
    }
}
