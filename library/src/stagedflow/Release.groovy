package stagedflow

/** Releases what was promoted and brings production to it. */
class Release implements Serializable {
    private static final long serialVersionUID = 1L

    final Flow flow
    final Map config

    Release(Flow flow, Map config) {
        this.flow = flow
        this.config = config
    }

    /** Returns the release and the deployment; only why, where nothing is to be released. */
    Map run() {
        if (!flow.isMain(config.mainBranch)) {
            String why = "Nothing is released: this is not a build of the branch ${config.mainBranch ?: 'main'}."
            flow.script.echo(why)
            return [skipped: why]
        }
        String commit = config.commit ?: flow.commit ?: new Upstream(flow.script).commit()
        Map released = [:]
        flow.script.stage('Release') {
            flow.agents.withSources(config.agent, commit) { released = release(commit ?: flow.agents.head()) }
        }
        return [release: released, deployment: deployment(released)]
    }

    Map release(String commit) {
        Map where = [images: config.promoted ?: config.images, registry: config.registry, namespace: config.namespace ?: '',
                     credentialsId: config.credentialsId ?: '', commit: commit]
        Map released = flow.script.calverRelease(where + (config.release ?: [:]))
        flow.script.stepSummary("Released ${released.version} of ${released.commit}")
        return released
    }

    Map deployment(Map released) {
        if (config.skipDeploy || !config.deploy) {
            String why = config.skipDeploy ? 'skipDeploy was asked for' : 'no target is named'
            flow.script.echo("Not deployed: ${why}.")
            flow.script.stepSummary("${released.version} is not deployed: ${why}")
            return [:]
        }
        Map deployed = [:]
        flow.script.stage('Deploy') { deployed = flow.agents.on(config.agent) { deploy(released) } }
        return deployed
    }

    Map deploy(Map released) {
        Map what = [imageTag: released.version, commit: released.commit, registry: config.registry]
        try {
            Map deployed = flow.script.sshDeploy(what + config.deploy)
            flow.script.stepSummary("Deployed ${released.version}")
            return deployed
        } catch (failure) {
            flow.script.stepSummary("Deployment of ${released.version} failed: ${failure.message}")
            flow.script.stepSummary("The release ${released.version} and latest stand as they are")
            throw failure
        }
    }
}
