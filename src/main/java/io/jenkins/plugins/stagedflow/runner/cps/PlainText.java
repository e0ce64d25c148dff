package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts with variables in them, brought to plain texts wherever they are in a value. */
final class PlainText {
    private PlainText() {}

    /** Returns the value with plain texts. */
    @CheckForNull
    static Object in(@CheckForNull Object value) {
        if (value instanceof GString text) {
            return text.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, part) -> copy.put(in(name), in(part)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(part -> copy.add(in(part)));
            return copy;
        }
        return value;
    }
}
