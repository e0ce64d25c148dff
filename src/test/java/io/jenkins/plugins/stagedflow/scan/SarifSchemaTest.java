package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.Test;

/** Holds SARIF logs against the schema of OASIS, formats such as that of a URI too. */
public class SarifSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Finding ORDINARY = SampleScan.vulnerability("CVE-1", Severity.CRITICAL, "zlib", "1.2", "1.3");

    @Test
    public void shouldKeepToTheSchema() throws Exception {
        Finding secret = Finding.builder("secret", "private-key", Severity.HIGH)
                .at("/app/a b:c%/\u00fc.key", 7)
                .titled("Key", "")
                .build();
        Finding hostile = Finding.builder("vuln", "\"<x>\n", Severity.UNKNOWN)
                .at("", 0)
                .inPackage("../..", "", "")
                .titled("", "javascript:alert(1)")
                .build();
        Finding known = ORDINARY.with().status(FindingStatus.KNOWN, "", "").build();
        Finding hidden = ORDINARY.with()
                .status(FindingStatus.NOT_AFFECTED, "never called", "a.vex")
                .build();

        for (Findings findings : List.of(
                new Findings(List.of(), List.of()),
                new Findings(List.of(ORDINARY, secret, hostile), List.of()),
                new Findings(List.of(known, secret), List.of(hidden, hostile)))) {
            JsonNode log = log(findings);

            assertThat(schema().validate(log)).as(log.toPrettyString()).isEmpty();
        }
    }

    @Test
    public void shouldHaveASchemaThatRefusesWhatIsNone() throws Exception {
        JsonNode log = log(new Findings(List.of(ORDINARY), List.of()));
        ((com.fasterxml.jackson.databind.node.ObjectNode) log.at("/runs/0/results/0")).put("level", "horrible");

        assertThat(schema().validate(log)).isNotEmpty();
    }

    @Test
    public void shouldTellHiddenAndKnownFindingsApart() throws Exception {
        Finding known = ORDINARY.with().status(FindingStatus.KNOWN, "", "").build();
        Finding hidden = ORDINARY.with()
                .status(FindingStatus.IGNORED, "no such input", "ignored.txt")
                .build();

        JsonNode log = log(new Findings(List.of(known, ORDINARY), List.of(hidden)));

        assertThat(log.at("/runs/0/automationDetails/id").asText()).isEqualTo("trivy/team/app/");
        assertThat(log.at("/runs/0/results/0/baselineState").asText()).isEqualTo("unchanged");
        assertThat(log.at("/runs/0/results/1/baselineState").asText()).isEqualTo("new");
        assertThat(log.at("/runs/0/results/1").has("suppressions")).isFalse();
        assertThat(log.at("/runs/0/results/2/suppressions/0/justification").asText())
                .isEqualTo("ignored: no such input");
    }

    private static JsonNode log(Findings findings) throws Exception {
        return MAPPER.readTree(new SarifReport("team/app", "r/app@sha256:1", "Trivy 0.68.2", findings).json());
    }

    private static JsonSchema schema() throws Exception {
        try (InputStream file = SarifSchemaTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(
                            MAPPER.readTree(Objects.requireNonNull(file)),
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
        }
    }
}
