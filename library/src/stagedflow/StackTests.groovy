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
        Map pushed = [:]
        flow.script.stage('Build and push') {
            pushed = new Images(flow, config).buildAndPush()
        }
        Map branches = flow.isFork() ? [:] : new EndToEndTests(flow, config).branches()
        if (branches) {
            flow.script.stage('End-to-end tests') { flow.script.parallel(branches) }
        }
        return [commit: flow.commit, tag: Texts.tag(flow.commit), pushed: pushed, tested: !branches.isEmpty()]
    }
}
