import stagedflow.Checked
import stagedflow.Checks
import stagedflow.Flow
import stagedflow.Keys

/** Style, types, dead modules; see codeQuality.txt. */
def call(Map config = [:]) {
    Checked.of(this, 'codeQuality', config, Keys.CHECKS)
    Flow flow = new Flow(this)
    flow.prepare(config.agent)
    flow.run(flow.branches(Checks.wanted(config)))
}
