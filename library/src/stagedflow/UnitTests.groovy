package stagedflow

/** Phase 1: unit tests, each a branch of its own. */
class UnitTests implements Serializable {
    private static final long serialVersionUID = 1L

    final Flow flow
    final Map config

    UnitTests(Flow flow, Map config) {
        this.flow = flow
        this.config = config
    }

    /** Returns a branch for each suite. */
    Map branches() {
        List names = Texts.names(config.unitTests)
        Map branches = [:]
        for (int i = 0; i < names.size(); i++) {
            String name = names[i]
            branches["Unit tests: ${name}".toString()] = { test(name) }
        }
        return branches
    }

    void test(String name) {
        Map suite = Runs.normal(config.unitTests[name], [directory: config.directory, agent: config.agent, flag: "${name}-unit".toString()])
        flow.agents.withSources(suite.agent, flow.commit) {
            flow.commands.run(suite, "Unit tests: ${name}".toString())
            new Coverage(flow.script, config.codecov).record(suite)
        }
    }
}
