package stagedflow

/** Scans the images of a commit and promotes those very digests, on the main branch or where a commit is named by hand. */
class Promotion implements Serializable {
    private static final long serialVersionUID = 1L

    final Flow flow
    final Map config
    Object pushed
    Map scanned = null

    Promotion(Flow flow, Map config) {
        this.flow = flow
        this.config = config
        this.pushed = config.pushed
    }

    /** Returns a branch that scans what was pushed while the tests run; none where nothing is to be promoted. */
    Map scanBranch(Map images) {
        pushed = images
        return images && flow.isMain(config.mainBranch) ? [Scan: { scanBesideTests() }] : [:]
    }

    /** Scans what was pushed, in a stage beside the tests; not where nothing is to be promoted. */
    void scanAsStage(Map images) {
        pushed = images
        if (images && flow.isMain(config.mainBranch)) {
            flow.script.stage('Scan') { scanBesideTests() }
        }
    }

    void scanBesideTests() {
        scanned = flow.agents.on(config.agent) { scan(flow.commit, [lowPriority: true]) }
    }

    /** Returns commit, tag, scan and promotion; only why, where nothing is to be promoted. */
    Map run() {
        String asked = (config.sha ?: '').trim()
        if (!asked && !flow.isMain(config.mainBranch)) {
            String why = "Nothing is promoted: this is not a build of the branch ${config.mainBranch ?: 'main'}."
            flow.script.echo(why)
            return [skipped: why]
        }
        String commit = asked ?: flow.commit ?: commitOfUpstream()
        flow.script.env.STAGED_FLOW_COMMIT = commit
        Map promoted = [:]
        if (scanned == null) {
            flow.script.stage('Scan') { scanned = flow.agents.on(config.agent) { scan(commit, [:]) } }
        }
        flow.script.stage('Promote') { promoted = flow.agents.on(config.agent) { promote(commit, scanned) } }
        return [commit: commit, tag: Texts.tag(commit), scan: scanned, promoted: promoted]
    }

    /** The commit the build before this one in the chain was of, else the one that is checked out. */
    String commitOfUpstream() {
        String commit = new Upstream(flow.script).commit()
        if (commit) {
            return commit
        }
        flow.agents.withSources(config.agent, '') { commit = flow.agents.head() }
        return commit
    }

    /** The tests are what the flow waits for: a scan beside them takes what they leave. */
    Map scan(String commit, Map manner) {
        String reports = config.scan?.outputDirectory ?: 'scan-reports'
        Object images = pushed ?: references(Texts.tag(commit))
        Map login = [registry: config.registry, credentialsId: config.credentialsId ?: '']
        try {
            return flow.script.trivyScan([images: images, outputDirectory: reports] + manner + login + (config.scan ?: [:]))
        } finally {
            flow.script.archiveArtifacts(artifacts: reports + '/**', allowEmptyArchive: true)
        }
    }

    Map promote(String commit, Map scan) {
        Map where = [images: config.images, registry: config.registry, namespace: config.namespace ?: '',
                     credentialsId: config.credentialsId ?: '', from: Texts.tag(commit), to: ['latest'], scan: scan]
        Map promoted = flow.script.cranePromote(where + (config.promote ?: [:]))
        flow.script.stepSummary("Promoted ${Texts.tag(commit)} to ${(config.promote?.to ?: ['latest']).join(', ')}: ${config.images.join(', ')}")
        return promoted
    }

    List references(String tag) {
        List references = []
        String prefix = config.namespace ? config.registry + '/' + config.namespace : config.registry
        for (int i = 0; i < config.images.size(); i++) {
            references.add("${prefix}/${config.images[i]}:${tag}".toString())
        }
        return references
    }
}
