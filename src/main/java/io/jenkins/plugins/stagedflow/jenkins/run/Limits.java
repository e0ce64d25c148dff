package io.jenkins.plugins.stagedflow.jenkins.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps what is stored with a run small, whatever an image or a machine tells. */
final class Limits {
    /** How many images, targets or phases of a step are kept. */
    static final int MOST_PARTS = 100;

    /** How many findings and upgrades of a scan are kept. */
    static final int MOST_FINDINGS = 250;

    /** How many steps of a run are kept. */
    static final int MOST_STEPS = 100;

    /** How many findings of all scans of a run are kept. */
    static final int MOST_FINDINGS_OF_RUN = 1000;

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_MESSAGE = 2000;

    private Limits() {}

    /** Returns the text, shortened when long. */
    static String text(String text) {
        return shorten(text, LONGEST_TEXT);
    }

    /** Returns a sentence, shortened when very long. */
    static String message(String text) {
        return shorten(text, LONGEST_MESSAGE);
    }

    /** Returns the first elements as something else, in a list that is stored plainly. */
    static <S, T> ArrayList<T> first(int most, List<S> elements, Function<S, T> as) {
        ArrayList<T> first = new ArrayList<>();
        elements.stream().limit(most).map(as).forEach(first::add);
        return first;
    }

    /** Returns the first texts, each shortened when long. */
    static ArrayList<String> texts(List<String> texts) {
        return first(MOST_PARTS, texts, Limits::text);
    }

    private static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
