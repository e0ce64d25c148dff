package io.jenkins.plugins.stagedflow.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class CranePromoteIT {
    private static final List<String> FOUR = List.of("base", "backend", "frontend", "cert-generator");

    @Rule
    public final RealRegistry registry = new RealRegistry();

    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldGiveLatestTheVeryDigestThatWasScanned() throws Exception {
        Map<String, String> digests = putFour("sha-1", "new");

        PromoteResult result =
                promote(request("pusher").from("sha-1").scannedDigests(digests).to(List.of("latest", "stable")));

        assertThat(result.images()).containsOnlyKeys(FOUR);
        result.images().forEach((name, image) -> {
            assertThat(image.digest()).isEqualTo(digests.get(name));
            assertThat(image.moved()).containsExactly("latest", "stable");
            assertThat(image.before()).isEmpty();
            assertThat(registry.digest(name, "latest")).isEqualTo(digests.get(name));
            assertThat(registry.digest(name, "stable")).isEqualTo(digests.get(name));
        });
    }

    @Test
    public void shouldWriteNothingTheSecondTime() throws Exception {
        Map<String, String> digests = putFour("sha-1", "new");
        promote(request("pusher").from("sha-1"));

        PromoteResult again = promote(request("pusher").from("sha-1"));

        assertThat(again.images().get("base").moved()).isEmpty();
        assertThat(again.images().get("base").before()).containsExactly(Map.entry("latest", digests.get("base")));
        assertThat(console.lines()).contains("[base] latest is " + digests.get("base") + " already");
    }

    @Test
    public void shouldRefuseATagThatMovedSinceTheScanBeforeAnyWrite() {
        Map<String, String> digests = putFour("sha-1", "scanned");
        String moved = registry.put("frontend", "sha-1", "pushed after the scan");

        assertThatThrownBy(() -> promote(request("pusher").from("sha-1").scannedDigests(digests)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("frontend: ")
                .hasMessageContaining(moved)
                .hasMessageContaining(digests.get("frontend"));
        FOUR.forEach(name -> assertThat(registry.digest(name, "latest")).isEmpty());
    }

    @Test
    public void shouldPutTheOthersBackWhenTheThirdOfFourCannotBeWritten() {
        Map<String, String> old = putFour("latest", "old");
        putFour("sha-1", "new");

        assertThatThrownBy(() -> promote(request("partial").from("sha-1")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("frontend:latest: ")
                .hasMessageContaining("DENIED")
                .hasMessageContaining("base:latest was put back to " + old.get("base"))
                .hasMessageContaining("backend:latest was put back to " + old.get("backend"));
        FOUR.forEach(name -> assertThat(registry.digest(name, "latest")).isEqualTo(old.get(name)));
    }

    @Test
    public void shouldOnlyTellWhatWouldBeDoneInADryRun() throws Exception {
        Map<String, String> digests = putFour("sha-1", "new");

        PromoteResult result = promote(request("pusher").from("sha-1").dryRun(true));

        assertThat(result.dryRun()).isTrue();
        assertThat(result.images().get("base").moved()).containsExactly("latest");
        assertThat(console.lines()).contains("[base] latest would become " + digests.get("base"));
        assertThat(registry.digest("base", "latest")).isEmpty();
    }

    private Map<String, String> putFour(String tag, String text) {
        Map<String, String> digests = new LinkedHashMap<>();
        FOUR.forEach(name -> digests.put(name, registry.put(name, tag, name + text)));
        return digests;
    }

    private PromoteResult promote(PromoteRequest.Builder request) throws InterruptedException {
        return new CranePromote(registry.host(), console).promote(request.build());
    }

    private PromoteRequest.Builder request(String user) {
        return PromoteRequest.builder()
                .registry(registry.name())
                .namespace(registry.namespace())
                .images(FOUR)
                .login(registry.login(user));
    }
}
