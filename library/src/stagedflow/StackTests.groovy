package stagedflow

/** The three phases: unit tests, images, end-to-end tests. */
class StackTests implements Serializable {
    private static final long serialVersionUID = 1L

    final Flow flow
    final Map config

    StackTests(Flow flow, Map config) {
        this.flow = flow
        this.config = config
    }

    /** Returns a branch for each suite of unit tests. */
    Map unitTests() {
        return new UnitTests(flow, config).branches()
    }

    /** Builds, pushes and tests the stack; returns commit, tag, what was pushed, and whether the stack was tested. */
    Map afterUnitTests() {
        return afterUnitTests(null)
    }

    /** Likewise, and scans the images beside the tests if it is given what does that. */
    Map afterUnitTests(Promotion scanning) {
        Map pushed = [:]
        flow.script.stage('Build and push') {
            pushed = new Images(flow, config).buildAndPush()
        }
        Map branches = flow.isFork() ? [:] : new EndToEndTests(flow, config).branches()
        Map scan = scanning != null && branches ? scanning.scanBranch(pushed) : [:]
        if (branches) {
            flow.script.stage(scan ? 'End-to-end tests and scan' : 'End-to-end tests') { flow.script.parallel(branches + scan) }
        }
        return [commit: flow.commit, tag: Texts.tag(flow.commit), pushed: pushed, tested: !branches.isEmpty()]
    }
}
