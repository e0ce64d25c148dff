import stagedflow.Checked
import stagedflow.Checks
import stagedflow.Flow
import stagedflow.Keys

/** Bandit over the Python sources; see securityScan.txt. */
def call(Map config = [:]) {
    Checked.of(this, 'securityScan', config, Keys.SECURITY_SCAN)
    Flow flow = new Flow(this)
    flow.prepare(config.agent)
    flow.run(flow.branches(Checks.security(config)))
}
