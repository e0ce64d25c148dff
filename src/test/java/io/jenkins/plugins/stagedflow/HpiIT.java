package io.jenkins.plugins.stagedflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.Test;

/** Opens the plugin as Jenkins does. */
public class HpiIT {
    private static final Path HPI = Path.of("target", "staged-flow.hpi");
    private static final String JAR = "WEB-INF/lib/staged-flow.jar";
    private static final List<String> STEPS = List.of(
            "K3sBootStep",
            "StackReadyStep",
            "ParallelPushStep",
            "TrivyScanStep",
            "SbomScanStep",
            "CranePromoteStep",
            "CalverReleaseStep",
            "SshDeployStep");

    private final Map<String, byte[]> hpi = entries(Files.readAllBytes(HPI));
    private final Map<String, byte[]> jar = entries(hpi.get(JAR));

    public HpiIT() throws IOException {}

    @Test
    public void shouldHoldItsJarTheOneLibraryNoPluginOffersAndLicences() {
        assertThat(hpi.keySet())
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        JAR,
                        "WEB-INF/lib/aircompressor-2.0.2.jar",
                        "WEB-INF/licenses.xml",
                        "META-INF/sbom/staged-flow.cdx.json",
                        "META-INF/maven/io.jenkins.plugins/staged-flow/pom.xml");
    }

    @Test
    public void shouldListThePluginsItNeedsInItsBillOfMaterials() throws IOException {
        JsonNode sbom = new ObjectMapper().readTree(hpi.get("META-INF/sbom/staged-flow.cdx.json"));
        String needed = new Manifest(new ByteArrayInputStream(hpi.get("META-INF/MANIFEST.MF")))
                .getMainAttributes()
                .getValue("Plugin-Dependencies");

        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/version").asText()).matches("[0-9].*");
        assertThat(StreamSupport.stream(sbom.path("components").spliterator(), false)
                        .map(plugin -> plugin.path("name").asText() + ":"
                                + plugin.path("version").asText()))
                .containsExactlyInAnyOrder(needed.split(","));
        assertThat(sbom.at("/dependencies/0/dependsOn")).hasSameSizeAs(sbom.path("components"));
    }

    @Test
    public void shouldBeSmall() throws IOException {
        assertThat(Files.size(HPI)).isLessThan(2_000_000);
    }

    @Test
    public void shouldNameItselfInBothManifests() throws IOException {
        for (byte[] manifest : List.of(hpi.get("META-INF/MANIFEST.MF"), jar.get("META-INF/MANIFEST.MF"))) {
            Attributes attributes = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
            assertThat(attributes.keySet().stream().map(Object::toString))
                    .contains(
                            "Manifest-Version",
                            "Created-By",
                            "Build-Jdk-Spec",
                            "Specification-Title",
                            "Specification-Version",
                            "Implementation-Title",
                            "Implementation-Version",
                            "Group-Id",
                            "Artifact-Id",
                            "Long-Name",
                            "Url",
                            "Plugin-Version",
                            "Hudson-Version",
                            "Plugin-Developers",
                            "Plugin-License-Name",
                            "Plugin-License-Url",
                            "Plugin-ScmUrl",
                            "Plugin-ScmTag",
                            "Plugin-ScmConnection");
            assertThat(attributes.getValue("Short-Name")).isEqualTo("staged-flow");
            assertThat(attributes.getValue("Jenkins-Version")).isEqualTo("2.541.3");
            assertThat(attributes.getValue("Support-Dynamic-Loading")).isEqualTo("true");
        }
    }

    @Test
    public void shouldNameThePluginsThatBringItsLibraries() throws IOException {
        Attributes attributes =
                new Manifest(new ByteArrayInputStream(hpi.get("META-INF/MANIFEST.MF"))).getMainAttributes();

        assertThat(Stream.of(attributes.getValue("Plugin-Dependencies").split(","))
                        .map(dependency -> dependency.split(":")[0]))
                .contains(
                        "jackson2-api",
                        "snakeyaml-api",
                        "mina-sshd-api-core",
                        "git-client",
                        "workflow-step-api",
                        "pipeline-groovy-lib");
        assertThat(attributes.getValue("Plugin-Dependencies")).doesNotContain("$");
    }

    @Test
    public void shouldHoldClassesOfItsOwnAlone() {
        assertThat(jar.keySet().stream().filter(name -> name.endsWith(".class")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/jenkins/plugins/stagedflow/"))
                .noneMatch(name -> name.startsWith("io/jenkins/plugins/stagedflow/cli/"));
    }

    @Test
    public void shouldBeIndexedForJenkins() throws IOException {
        assertThat(jar).containsKeys("index.jelly", "META-INF/annotations/hudson.Extension");
        String index = new String(jar.get("META-INF/annotations/hudson.Extension.txt"));
        for (String step : STEPS) {
            String path = "io/jenkins/plugins/stagedflow/jenkins/" + step;
            assertThat(index).contains(path.replace('/', '.') + "$DescriptorImpl");
            assertThat(jar).containsKeys(path + ".stapler", path + "/config.jelly", path + "/help.html");
        }
    }

    @Test
    public void shouldBringThePagesOfRunsAndJobs() {
        String run = "io/jenkins/plugins/stagedflow/jenkins/run/";
        assertThat(new String(jar.get("META-INF/annotations/hudson.Extension.txt")))
                .contains(run.replace('/', '.') + "FlowTabFactory", run.replace('/', '.') + "TrendActionFactory");
        assertThat(jar)
                .containsKeys(
                        run + "flow.css",
                        run + "FlowTab/index.jelly",
                        run + "FlowTab/summary.jelly",
                        run + "TrendAction/floatingBox.jelly");
    }

    @Test
    public void shouldBringTheSharedLibrary() {
        String index = new String(jar.get("META-INF/annotations/hudson.Extension.txt"));

        assertThat(index).contains("BundledLibraryResolver", "BundledLibraryRetriever$DescriptorImpl");
        assertThat(jar)
                .containsKeys(
                        "io/jenkins/plugins/stagedflow/library/vars/stagedFlow.groovy",
                        "io/jenkins/plugins/stagedflow/library/vars/stagedFlow.txt",
                        "io/jenkins/plugins/stagedflow/library/src/stagedflow/Flow.groovy",
                        "io/jenkins/plugins/stagedflow/library/resources/stagedflow/claim.sh");
    }

    @Test
    public void shouldBeConfigurableAsCode() {
        String configuration = "io.jenkins.plugins.stagedflow.jenkins.config.StagedFlowConfiguration";
        assertThat(new String(jar.get("META-INF/annotations/hudson.Extension.txt")))
                .contains(configuration, "io.jenkins.plugins.stagedflow.jenkins.config.DeployTarget$DescriptorImpl");
        assertThat(new String(jar.get("META-INF/services/annotations/org.jenkinsci.Symbol")))
                .isEqualTo(configuration + "\n");
        assertThat(jar).containsKey("io/jenkins/plugins/stagedflow/jenkins/config/DeployTarget.stapler");
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), content(zip));
                }
            }
        }
        return entries;
    }

    private static byte[] content(InputStream entry) throws IOException {
        return entry.readAllBytes();
    }
}
