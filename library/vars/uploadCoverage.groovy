import stagedflow.Checked
import stagedflow.Keys

/** Coverage of one suite, recorded and sent to Codecov; see uploadCoverage.txt. */
def call(Map config = [:]) {
    Checked.of(this, 'uploadCoverage', config, Keys.COVERAGE)
    if (!fileExists(config.file)) {
        echo "The coverage ${config.flag} is not recorded: there is no file ${config.file}."
        return
    }
    record(config)
    if (config.credentialsId) {
        upload(config)
    }
}

void record(Map config) {
    try {
        recordCoverage(id: config.flag, name: config.flag, tools: [[parser: stagedflow.Formats.coverage(config.file), pattern: config.file]])
    } catch (NoSuchMethodError missing) {
        echo 'The Coverage plugin is not installed: the report is kept as an artifact.'
    }
    archiveArtifacts(artifacts: config.file)
}

// The token is a variable of the command, never an argument. What Codecov answers does not decide about the build.
void upload(Map config) {
    withCredentials([string(credentialsId: config.credentialsId, variable: 'CODECOV_TOKEN')]) {
        withEnv(["COVERAGE_FLAG=${config.flag}".toString(), "COVERAGE_FILE=${config.file}".toString()]) {
            String command = config.run ?: 'codecovcli upload-process --disable-search --flag "$COVERAGE_FLAG" --file "$COVERAGE_FILE"'
            int status = sh(script: command, returnStatus: true, label: "Codecov: ${config.flag}")
            if (status != 0) {
                echo "Codecov did not take the coverage ${config.flag} (exit status ${status}); the build goes on."
            }
        }
    }
}
