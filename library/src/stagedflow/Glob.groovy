package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/**
 * Path filters: * is anything within one folder, ** anything at all, ? one character, a leading ! leaves out what
 * the filters before it took in. The last filter that matches decides.
 */
class Glob implements Serializable {
    private static final long serialVersionUID = 1L

    /** Returns whether one of the files passes the filters. */
    @NonCPS
    static boolean anyMatches(Collection filters, Collection files) {
        for (file in files) {
            if (matches(filters, file.toString())) {
                return true
            }
        }
        return false
    }

    /** Returns whether a file passes the filters. */
    @NonCPS
    static boolean matches(Collection filters, String file) {
        boolean passes = false
        for (filter in filters) {
            String text = filter.toString()
            boolean out = text.startsWith('!')
            if (file.matches(pattern(out ? text.substring(1) : text))) {
                passes = !out
            }
        }
        return passes
    }

    @NonCPS
    private static String pattern(String glob) {
        String pattern = ''
        int i = 0
        while (i < glob.length()) {
            if (glob.startsWith('**/', i)) {
                pattern += '(?:.*/)?'
                i += 3
            } else if (glob.startsWith('**', i)) {
                pattern += '.*'
                i += 2
            } else {
                pattern += character(glob.substring(i, i + 1))
                i++
            }
        }
        return pattern
    }

    @NonCPS
    private static String character(String one) {
        if (one == '*') {
            return '[^/]*'
        }
        if (one == '?') {
            return '[^/]'
        }
        return one.matches('[A-Za-z0-9/_-]') ? one : '\\' + one
    }
}
