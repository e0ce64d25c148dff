package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The argument {@code encoding}. */
final class Encodings {
    private static final String ENCODING = "encoding";

    private Encodings() {}

    /** Returns the encoding of a text, UTF-8 if none is named. */
    static Charset of(Arguments arguments) {
        String name = arguments.text(ENCODING, "UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw arguments.refusal(ENCODING, name, "the name of an encoding, such as UTF-8");
        }
    }

    /** Refuses an encoding of output other than the one the console has. */
    static void requireUtf8(Arguments arguments) {
        if (!of(arguments).equals(StandardCharsets.UTF_8)) {
            throw arguments.refusal(ENCODING, arguments.text(ENCODING), "UTF-8, the one encoding of a local console");
        }
    }
}
