package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/** The build that triggered this one, in a chain of jobs. */
class Upstream implements Serializable {
    private static final long serialVersionUID = 1L

    final Object script

    Upstream(Object script) {
        this.script = script
    }

    /** Returns the commit that build was of; empty if there is none, or it told none. */
    @NonCPS
    String commit() {
        List builds = script.currentBuild.upstreamBuilds
        return builds ? builds[0].buildVariables.STAGED_FLOW_COMMIT ?: '' : ''
    }
}
