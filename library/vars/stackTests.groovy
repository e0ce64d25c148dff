import stagedflow.Checked
import stagedflow.Flow
import stagedflow.Keys
import stagedflow.StackTests

/** Unit tests, images, end-to-end tests; see stackTests.txt. */
Map call(Map config = [:]) {
    Checked.of(this, 'stackTests', config, Keys.STACK_TESTS)
    Flow flow = new Flow(this)
    StackTests tests = new StackTests(flow, config)
    stage('Unit tests') {
        flow.prepare(config.agent)
        parallel(tests.unitTests())
    }
    return tests.afterUnitTests()
}
