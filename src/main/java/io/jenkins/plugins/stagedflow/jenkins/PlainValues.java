package io.jenkins.plugins.stagedflow.jenkins;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.LinkedHashMap;

/** Turns results into what a sandboxed Pipeline may use without approval: maps, lists, texts, numbers, booleans. */
final class PlainValues {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PlainValues() {}

    /** Returns a result as a map that can be kept with a build. */
    static LinkedHashMap<?, ?> of(Serializable result) {
        return MAPPER.convertValue(result, LinkedHashMap.class);
    }
}
