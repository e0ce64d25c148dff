package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/**
 * Holds what an author wrote against what a variable of the library knows, before anything is started.
 *
 * A schema is a map from key to kind; a key that ends with ! must be there. A kind is one of the names in EXPECTED, a
 * schema of its own, or a list: ['run', schema] is a command, a closure or a map of that schema, ['runs', schema] is a map
 * from names to such, ['unless', schema] is a map of that schema or false.
 */
class Schema implements Serializable {
    private static final long serialVersionUID = 1L

    static final Map EXPECTED = [
        text: 'a text',
        commit: 'a whole commit id of 40 hexadecimal digits',
        number: 'a whole number',
        flag: 'true or false',
        names: "a list of texts, such as ['backend', 'frontend']",
        texts: "a map of texts, such as [NAME: 'value']",
        list: 'a list',
        map: "a map, such as [key: 'value']",
        agent: "a label, or a map with one of label, image and podTemplate",
        run: "a command, or a map with the key run",
        runs: "a map from names to commands, such as [backend: 'make test']",
        host: 'a host, or a list of hosts',
        any: 'a value',
    ]

    /** Returns what is wrong with a configuration, as one sentence; empty if nothing is. */
    @NonCPS
    static String problem(String variable, Map given, Map schema) {
        return inMap(variable, '', given, schema)
    }

    @NonCPS
    private static String inMap(String variable, String path, Map given, Map schema) {
        Map kinds = [:]
        List required = []
        for (entry in schema.entrySet()) {
            String key = entry.key
            if (key.endsWith('!')) {
                key = key.substring(0, key.length() - 1)
                required.add(key)
            }
            kinds[key] = entry.value
        }
        for (key in given.keySet()) {
            if (!kinds.containsKey(key.toString())) {
                return "${variable}: it does not know the key '${path}${key}'; it knows ${new ArrayList(kinds.keySet()).sort().join(', ')}".toString()
            }
        }
        for (key in required) {
            if (given[key] == null) {
                return "${variable}: the key '${path}${key}' is missing; it wants ${expected(kinds[key])}".toString()
            }
        }
        for (entry in given.entrySet()) {
            String problem = inValue(variable, path + entry.key, entry.value, kinds[entry.key.toString()], entry.key in required)
            if (problem) {
                return problem
            }
        }
        return ''
    }

    @NonCPS
    private static String inValue(String variable, String path, Object value, Object kind, boolean required) {
        if (value == null) {
            return ''
        }
        if (kind instanceof Map) {
            return value instanceof Map ? inMap(variable, path + '.', value, kind) : wrong(variable, path, value, kind)
        }
        if (kind instanceof List) {
            return inRun(variable, path, value, kind[0].toString(), (Map) kind[1])
        }
        if (!fits(value, kind.toString())) {
            return wrong(variable, path, value, kind)
        }
        return required && isEmpty(value) ? "${variable}: the key '${path}' is empty; it wants ${expected(kind)}".toString() : ''
    }

    @NonCPS
    private static String inRun(String variable, String path, Object value, String kind, Map schema) {
        if (kind == 'runs') {
            if (!(value instanceof Map) || value.isEmpty()) {
                return wrong(variable, path, value, kind)
            }
            for (entry in value.entrySet()) {
                String problem = inRun(variable, "${path}.${entry.key}".toString(), entry.value, 'run', schema)
                if (problem) {
                    return problem
                }
            }
            return ''
        }
        if (kind == 'unless' && value == false) {
            return ''
        }
        if (value instanceof Map) {
            return inMap(variable, path + '.', value, schema)
        }
        boolean command = kind == 'run' && (value instanceof CharSequence && value.length() > 0 || value instanceof Closure || schema.containsKey('default') && value instanceof Boolean)
        return command ? '' : wrong(variable, path, value, kind == 'unless' ? 'map' : kind)
    }

    @NonCPS
    private static boolean fits(Object value, String kind) {
        switch (kind) {
            case 'text': return value instanceof CharSequence
            case 'commit': return value instanceof CharSequence && value.toString().trim().matches('([0-9a-f]{40})?')
            case 'number': return value instanceof Integer || value instanceof Long
            case 'flag': return value instanceof Boolean
            case 'names': return value instanceof Collection && areTexts(value)
            case 'texts': return value instanceof Map && areTexts(value.values())
            case 'list': return value instanceof Collection
            case 'map': return value instanceof Map
            case 'host': return value instanceof CharSequence || value instanceof Collection && areTexts(value)
            case 'agent': return value instanceof CharSequence || value instanceof Map && isAgent(value)
            default: return true
        }
    }

    @NonCPS
    private static boolean isEmpty(Object value) {
        if (value instanceof CharSequence) {
            return value.length() == 0
        }
        return (value instanceof Collection || value instanceof Map) && value.isEmpty()
    }

    @NonCPS
    private static boolean areTexts(Collection values) {
        for (value in values) {
            if (!(value instanceof CharSequence)) {
                return false
            }
        }
        return true
    }

    @NonCPS
    private static boolean isAgent(Map agent) {
        for (key in agent.keySet()) {
            if (!(key.toString() in ['label', 'image', 'args', 'podTemplate', 'container'])) {
                return false
            }
        }
        return areTexts(agent.values()) && (agent.label || agent.image || agent.podTemplate)
    }

    @NonCPS
    private static String wrong(String variable, String path, Object value, Object kind) {
        return "${variable}: the key '${path}' wants ${expected(kind)}, not ${described(value)}".toString()
    }

    @NonCPS
    private static String expected(Object kind) {
        if (kind instanceof Map) {
            return EXPECTED.map
        }
        if (kind instanceof List) {
            return kind[0] == 'unless' ? "${EXPECTED.map} or false".toString() : EXPECTED[kind[0].toString()]
        }
        return EXPECTED[kind.toString()]
    }

    @NonCPS
    private static String described(Object value) {
        if (value instanceof Number) {
            return "the number ${value}".toString()
        }
        if (value instanceof CharSequence) {
            return "the text '${value}'".toString()
        }
        if (value instanceof Boolean) {
            return value.toString()
        }
        if (value instanceof Map) {
            return "the map ${value}".toString()
        }
        return value instanceof Collection ? "the list ${value}".toString() : 'what is there'
    }
}
