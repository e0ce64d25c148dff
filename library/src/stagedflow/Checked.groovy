package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/** Stops a build whose configuration cannot be meant, before anything is started. */
class Checked implements Serializable {
    private static final long serialVersionUID = 1L

    /** Fails with one sentence that names the variable, the key and what it wants, if something is wrong. */
    static void of(Object script, String variable, Map config, Map schema) {
        String problem = Schema.problem(variable, config, schema) ?: together(variable, config)
        if (problem) {
            script.error(problem)
        }
    }

    /** What each key may say, but not all of them at once. */
    @NonCPS
    static String together(String variable, Map config) {
        if (!config.endToEndTests) {
            return ''
        }
        if (config.boot == false && config.ready != false) {
            return "${variable}: the key 'ready' wants false where 'boot' is false, as it waits for what was booted".toString()
        }
        return config.boot instanceof Map && config.boot.wait == false
            ? "${variable}: the key 'boot.wait' wants true, as the tests follow the boot; 'bootBesideBuild' has k3s start early".toString() : ''
    }
}
