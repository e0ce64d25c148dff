package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/** Which files a build is about. Where that is not known, it is about all of them. */
class Changes implements Serializable {
    private static final long serialVersionUID = 1L

    final List files
    final String reason

    Changes(List files, String reason) {
        this.files = files
        this.reason = reason
    }

    /** Returns changes of which nothing is known, for a reason. */
    @NonCPS
    static Changes unknown(String reason) {
        return new Changes(null, reason)
    }

    /** Returns whether the build is about a file that passes the filters; no filters let everything pass. */
    @NonCPS
    boolean touch(Collection filters) {
        return files == null || !filters || Glob.anyMatches(filters, files)
    }

    /**
     * Finds out what changed, in the workspace of the step: since the branch left its target, in a pull request; since the
     * last build that succeeded, on a branch; since the commit in STAGED_FLOW_BASE where that is set.
     */
    static Changes of(Object script, String lastSuccess) {
        String reason = startedOtherwise(script)
        if (reason) {
            return unknown(reason)
        }
        String base = script.env.STAGED_FLOW_BASE ?: ''
        String target = script.env.CHANGE_TARGET ?: ''
        String previous = lastSuccess ?: script.env.GIT_PREVIOUS_SUCCESSFUL_COMMIT ?: ''
        if (!base && !target && !previous) {
            return unknown('no earlier build is there to compare with')
        }
        String files = ''
        script.withEnv(["CHANGES_BASE=${base ?: previous}".toString(), "CHANGES_TARGET=${base ? '' : target}".toString()]) {
            files = script.sh(script: script.libraryResource('stagedflow/changed-files.sh'), returnStdout: true, label: 'Changed files')
        }
        List lines = Texts.lines(files)
        return lines ? new Changes(lines, "${lines.size()} changed files".toString()) : unknown('git tells of no changed file')
    }

    /** Returns why path filters do not count for this build; empty if they do. */
    @NonCPS
    static String startedOtherwise(Object script) {
        if (script.env.TAG_NAME) {
            return 'this is a build of a tag'
        }
        for (cause in script.currentBuild.getBuildCauses()) {
            String kind = cause._class.toString()
            if (kind.endsWith('UserIdCause')) {
                return 'the build was started by hand'
            }
            if (kind.endsWith('TimerTriggerCause')) {
                return 'the build was started by the clock'
            }
        }
        return ''
    }
}
