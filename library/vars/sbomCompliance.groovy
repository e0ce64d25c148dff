import stagedflow.Checked
import stagedflow.Flow
import stagedflow.Keys
import stagedflow.Sboms

/** Bills of materials and what is known to be wrong with their parts; see sbomCompliance.txt. */
def call(Map config = [:]) {
    Checked.of(this, 'sbomCompliance', config, Keys.SBOM)
    Flow flow = new Flow(this)
    flow.prepare(config.agent)
    flow.run(new Sboms(flow, config).branches())
}
