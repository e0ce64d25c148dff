package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/** Small pure functions on texts. */
class Texts implements Serializable {
    private static final long serialVersionUID = 1L

    /** Returns the immutable tag of the images of a commit. */
    @NonCPS
    static String tag(String commit) {
        return 'sha-' + (commit.length() < 7 ? commit : commit.substring(0, 7))
    }

    /** Returns a text in lower case with nothing but letters, digits and single dashes. */
    @NonCPS
    static String slug(String text) {
        return text.toLowerCase().replaceAll('[^a-z0-9]+', '-').replaceAll('^-|-$', '')
    }

    /** Returns a value in which each dollar-brace NAME of the names known is its value, in texts of lists and maps too. */
    @NonCPS
    static Object filled(Object value, Map values) {
        if (value instanceof CharSequence) {
            String text = value.toString()
            for (entry in values.entrySet()) {
                text = text.replace('${' + entry.key + '}', entry.value.toString())
            }
            return text
        }
        if (value instanceof Map) {
            Map copy = [:]
            for (entry in value.entrySet()) {
                copy[entry.key] = filled(entry.value, values)
            }
            return copy
        }
        if (value instanceof Collection) {
            List copy = []
            for (part in value) {
                copy.add(filled(part, values))
            }
            return copy
        }
        return value
    }

    /** Returns the lines of the form NAME=value as a map; other lines are left out. */
    @NonCPS
    static Map assignments(String text) {
        Map values = [:]
        for (line in text.readLines()) {
            int equals = line.indexOf('=')
            if (equals > 0) {
                values[line.substring(0, equals)] = line.substring(equals + 1)
            }
        }
        return values
    }

    /** Returns a shell script, which begins with its interpreter, with variables set in its second line. */
    @NonCPS
    static String script(String text, Map values) {
        int second = text.indexOf('\n') + 1
        String set = ''
        for (entry in values.entrySet()) {
            set += entry.key + "='" + entry.value.toString().replace("'", "'\\''") + "' "
        }
        return text.substring(0, second) + set + '\n' + text.substring(second)
    }

    /** Returns a map as the list of NAME=value that withEnv wants. */
    @NonCPS
    static List environment(Map values) {
        List environment = []
        for (entry in values.entrySet()) {
            environment.add("${entry.key}=${entry.value}".toString())
        }
        return environment
    }

    /** Returns the lines that are not empty. */
    @NonCPS
    static List lines(String text) {
        List lines = []
        for (line in text.readLines()) {
            if (line.trim()) {
                lines.add(line)
            }
        }
        return lines
    }

    /** Returns those entries of a map whose keys a schema knows. */
    @NonCPS
    static Map part(Map config, Map schema) {
        Map part = [:]
        for (entry in config.entrySet()) {
            if (schema.containsKey(entry.key) || schema.containsKey(entry.key + '!')) {
                part[entry.key] = entry.value
            }
        }
        return part
    }

    /** Returns the names of a map, in its order. */
    @NonCPS
    static List names(Map map) {
        return new ArrayList(map.keySet())
    }
}
