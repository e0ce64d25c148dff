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
        if (config.bootBesideBuild && config.boot != false && config.endToEndTests && !flow.isFork()) {
            return besideBuild(scanning)
        }
        Map pushed = [:]
        flow.script.stage('Build and push') {
            pushed = new Images(flow, config).buildAndPush()
        }
        Map branches = flow.isFork() ? [:] : new EndToEndTests(flow, config).branches()
        Map scan = scanning != null && branches ? scanning.scanBranch(pushed) : [:]
        if (branches) {
            flow.script.stage(scan ? 'End-to-end tests and scan' : 'End-to-end tests') { flow.script.parallel(branches + scan) }
        }
        return result(pushed, !branches.isEmpty())
    }

    /** The clusters boot while the images are built; both are beside each other, and all that follows each as well. */
    Map besideBuild(Promotion scanning) {
        ImageBuild build = new ImageBuild(flow.script)
        Map branches = ['Images': {
            flow.script.stage('Build and push') { build.run(new Images(flow, config)) }
            if (scanning != null) {
                scanning.scanAsStage(build.pushed)
            }
        }]
        flow.script.stage('Images and end-to-end tests') {
            flow.script.parallel(branches + new EndToEndTests(flow, config, build).branches())
        }
        return result(build.pushed, true)
    }

    Map result(Map pushed, boolean tested) {
        return [commit: flow.commit, tag: Texts.tag(flow.commit), pushed: pushed, tested: tested]
    }
}
