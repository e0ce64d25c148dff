import stagedflow.Checked
import stagedflow.Keys
import stagedflow.WholeFlow

/** Everything from commit to production in one job; see stagedFlow.txt. */
Map call(Map config = [:]) {
    Checked.of(this, 'stagedFlow', config, Keys.STAGED_FLOW)
    return new WholeFlow(this, config).run()
}
