package stagedflow

/** Stops a build whose configuration cannot be meant, before anything is started. */
class Checked implements Serializable {
    private static final long serialVersionUID = 1L

    /** Fails with one sentence that names the variable, the key and what it wants, if something is wrong. */
    static void of(Object script, String variable, Map config, Map schema) {
        String problem = Schema.problem(variable, config, schema)
        if (problem) {
            script.error(problem)
        }
    }
}
