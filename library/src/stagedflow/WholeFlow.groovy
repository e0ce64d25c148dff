package stagedflow

/** All of it in one job: what the changes are about, from the checks to production. */
class WholeFlow implements Serializable {
    private static final long serialVersionUID = 1L

    static final List STACK_PATHS = ['**', '!docs/**', '!mkdocs.yml', '!**/*.md']

    final Object script
    final Flow flow
    final Map config

    WholeFlow(Object script, Map config) {
        this.script = script
        this.flow = new Flow(script)
        this.config = config
    }

    /** Returns what the parts returned: tests, promotion, release. */
    Map run() {
        if (config.sha?.trim()) {
            return toProduction([:], newPromotion())
        }
        script.stage('Prepare') { flow.prepare(config.agent) }
        boolean stack = flow.changes.touch(config.paths ?: STACK_PATHS)
        StackTests tests = new StackTests(flow, Texts.part(config, Keys.STACK_TESTS))
        Map branches = checks() + (stack ? tests.unitTests() : [:])
        if (branches) {
            script.stage(stack ? 'Checks and unit tests' : 'Checks') { script.parallel(branches) }
        }
        if (!stack) {
            script.echo('The stack is left as it is: no file of it has changed.')
            return [:]
        }
        Promotion promotion = newPromotion()
        Map tested = tests.afterUnitTests(config.scanBesideTests ? promotion : null)
        promotion.pushed = tested.pushed
        return tested.pushed ? toProduction(tested, promotion) : [tests: tested]
    }

    Promotion newPromotion() {
        return new Promotion(flow, Texts.part(config, Keys.SCAN_AND_PROMOTE))
    }

    Map checks() {
        Map checks = [:]
        if (config.codeQuality != null) {
            checks += flow.branches(Checks.wanted(inherited(config.codeQuality)))
        }
        if (config.securityScan != null) {
            checks += flow.branches(Checks.security(inherited(config.securityScan)))
        }
        if (config.docsSite != null) {
            checks += flow.branches(Checks.docs(inherited(config.docsSite)))
        }
        return config.sbomCompliance == null ? checks : checks + new Sboms(flow, inherited(config.sbomCompliance)).branches()
    }

    Map inherited(Map part) {
        Map place = config.agent ? [agent: config.agent] : [:]
        return place + [mainBranch: config.mainBranch ?: 'main'] + part
    }

    Map toProduction(Map tested, Promotion scanning) {
        Map promotion = scanning.run()
        if (promotion.skipped) {
            return [tests: tested, promotion: promotion]
        }
        Map release = new Release(flow, Texts.part(config, Keys.RELEASE_AND_DEPLOY) + [promoted: promotion.promoted, commit: promotion.commit]).run()
        return [tests: tested, promotion: promotion, release: release]
    }
}
