/** Lines for the page of the run; see stepSummary.txt. */
def call(Object text) {
    List lines = text instanceof Collection ? new ArrayList(text) : [text]
    String before = currentBuild.description ?: ''
    currentBuild.description = (before ? before + '\n' : '') + lines.join('\n')
}
