import stagedflow.Checked

/** The lines of stepSummary as a file of the run; see flowSummary.txt. */
def call(Map config = [:]) {
    Checked.of(this, 'flowSummary', config, [file: 'text'])
    String file = config.file ?: 'summary.md'
    String lines = (currentBuild.description ?: '').replace('\n', '\n\n')
    writeFile(file: file, text: "# ${env.JOB_NAME ?: 'Flow'}\n\n${lines}\n")
    archiveArtifacts(artifacts: file)
}
