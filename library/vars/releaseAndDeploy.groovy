import stagedflow.Checked
import stagedflow.Flow
import stagedflow.Keys
import stagedflow.Release

/** A calendar release of what was promoted, and its deployment; see releaseAndDeploy.txt. */
Map call(Map config = [:]) {
    Checked.of(this, 'releaseAndDeploy', config, Keys.RELEASE_AND_DEPLOY)
    return new Release(new Flow(this), config).run()
}
