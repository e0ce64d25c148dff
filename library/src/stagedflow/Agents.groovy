package stagedflow

/** Runs parts of a flow where the author wants them: on a label, in a container image, or in a pod of Kubernetes. */
class Agents implements Serializable {
    private static final long serialVersionUID = 1L

    final Object script
    /** The commit of the last build of the branch that succeeded, once the sources were checked out; empty if there is none. */
    String previous = ''

    Agents(Object script) {
        this.script = script
    }

    /**
     * Runs a body with a workspace. Without an agent it is the one around the call, or any node where there is none.
     *
     * @param agent a label, or a map with label, image and args, or podTemplate and container
     */
    def on(Object agent, Closure body) {
        if (agent == null && script.env.NODE_NAME) {
            return body()
        }
        if (!(agent instanceof Map)) {
            return script.node(agent == null ? '' : agent.toString()) { body() }
        }
        if (agent.podTemplate) {
            return inPod(agent, body)
        }
        return script.node(agent.label ?: '') {
            agent.image ? script.docker.image(agent.image).inside(agent.args ?: '') { body() } : body()
        }
    }

    /** Runs a body with a workspace that has the sources; the commit, where it is known, is the one that is there. */
    def withSources(Object agent, String commit, Closure body) {
        return withSources(agent, commit, {}, body)
    }

    /** Likewise, and tells as soon as there is a workspace. */
    def withSources(Object agent, String commit, Closure arrived, Closure body) {
        boolean own = agent != null || !script.env.NODE_NAME
        return on(agent) {
            arrived()
            if (own) {
                checkOut(commit)
            }
            body()
        }
    }

    /** Checks out the sources and returns the commit. */
    String checkOut(String wanted) {
        def found = script.checkout(script.scm)
        Map told = found instanceof Map ? found : [:]
        previous = told.GIT_PREVIOUS_SUCCESSFUL_COMMIT ?: ''
        String commit = told.GIT_COMMIT ?: head()
        if (wanted && commit != wanted) {
            // The branch has moved on since the flow began; all its parts work on one commit.
            script.sh(script: "git checkout -q --detach ${wanted}", label: 'Go to the commit of the flow')
            return wanted
        }
        return commit
    }

    /** Returns the commit that is checked out. */
    String head() {
        return script.sh(script: 'git rev-parse HEAD', returnStdout: true, label: 'Commit').trim()
    }

    def inPod(Map agent, Closure body) {
        script.podTemplate(yaml: agent.podTemplate) {
            script.node(script.POD_LABEL) {
                agent.container ? script.container(agent.container) { body() } : body()
            }
        }
    }
}
