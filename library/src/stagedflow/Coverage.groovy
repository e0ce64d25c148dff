package stagedflow

/** Records the coverage of a suite in Jenkins, and sends it to Codecov where there is a token. */
class Coverage implements Serializable {
    private static final long serialVersionUID = 1L

    final Object script
    final Map codecov

    Coverage(Object script, Map codecov) {
        this.script = script
        this.codecov = codecov ?: [:]
    }

    /** Records the file a suite names, under its flag; a suite without one is left alone. */
    void record(Map suite) {
        if (suite.coverage) {
            script.dir(suite.directory ?: '.') {
                script.uploadCoverage([file: suite.coverage, flag: suite.flag] + codecov)
            }
        }
    }
}
