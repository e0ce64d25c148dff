package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Holds quoting against the shells that read it. */
public class ShellQuoteTest {
    private static final String HOSTILE = "'\"`$\\(){}[]<>|&;*?~!#%=^-\n\t\r aZ0\u0001\u0081\u0088\u007füß€✓😀";
    private static final int VALUES = 500;

    private final LocalHost host = new LocalHost(Path.of("."), System.getenv());

    @Test
    public void shouldBeReadUnchangedBySh() throws Exception {
        assertUnchanged("sh");
    }

    @Test
    public void shouldBeReadUnchangedByBash() throws Exception {
        assertUnchanged("bash");
    }

    @Test
    public void shouldKeepAnEmptyValueAWord() {
        assertThat(ShellQuote.quote("")).isEqualTo("''");
    }

    @Test
    public void shouldSeparateWords() {
        assertThat(ShellQuote.quoteAll(List.of("a b", "c'd"))).isEqualTo("'a b' 'c'\\''d'");
    }

    @Test
    public void shouldRefuseWhatNoShellCanCarry() {
        assertThatThrownBy(() -> ShellQuote.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    // One shell reads all values from its standard input, as on a target, and prints the bytes of each in hexadecimal.
    private void assertUnchanged(String shell) throws InterruptedException {
        List<String> values = values(new Random(20_261_123));
        StringBuilder script = new StringBuilder();
        for (String value : values) {
            script.append("export V=")
                    .append(ShellQuote.quote(value))
                    .append("; printf %s \"$V\" | od -An -v -tx1 | tr -d ' \\n'; echo\n");
        }

        String output = host.run(
                        Command.of(shell, "-s")
                                .input(script.toString())
                                .captured()
                                .build(),
                        Console.silent())
                .orFail("run " + shell, "")
                .output();

        assertThat(List.of(output.split("\n", -1)).subList(0, VALUES))
                .isEqualTo(values.stream().map(ShellQuoteTest::hex).toList());
    }

    private static List<String> values(Random random) {
        int[] characters = HOSTILE.codePoints().toArray();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                value.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            values.add(value.toString());
        }
        return values;
    }

    private static String hex(String value) {
        return java.util.HexFormat.of().formatHex(value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
