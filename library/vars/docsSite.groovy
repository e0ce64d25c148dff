import stagedflow.Checked
import stagedflow.Checks
import stagedflow.Flow
import stagedflow.Keys

/** The documentation, published on the main branch only; see docsSite.txt. */
def call(Map config = [:]) {
    Checked.of(this, 'docsSite', config, Keys.DOCS_SITE)
    Flow flow = new Flow(this)
    flow.prepare(config.agent)
    flow.run(flow.branches(Checks.docs(config)))
}
