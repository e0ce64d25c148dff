package stagedflow

/** A bill of materials for each component, with what is known to be wrong with its parts. */
class Sboms implements Serializable {
    private static final long serialVersionUID = 1L

    final Flow flow
    final Map config

    Sboms(Flow flow, Map config) {
        this.flow = flow
        this.config = config
    }

    /** Returns a branch for each component whose files have changed. */
    Map branches() {
        Map components = config.components ?: [backend: 'backend', frontend: 'frontend']
        List names = Texts.names(components)
        Map branches = [:]
        for (int i = 0; i < names.size(); i++) {
            String name = names[i]
            String directory = components[name]
            if (flow.changes.touch(config.paths ?: [directory + '/**', 'Jenkinsfile'])) {
                branches["SBOM: ${name}".toString()] = { scan(name, directory) }
            }
        }
        return branches
    }

    void scan(String name, String directory) {
        flow.agents.withSources(config.agent, flow.commit) {
            String output = "sbom/${Texts.slug(name)}".toString()
            Map options = [directories: [(name): directory], outputDirectory: output, cutoff: config.cutoff ?: 'high',
                           failOnFindings: config.failOnFindings ?: false]
            try {
                flow.script.sbomScan(options + (config.options ?: [:]))
            } finally {
                flow.script.archiveArtifacts(artifacts: output + '/**', allowEmptyArchive: true)
            }
        }
    }
}
