import stagedflow.Checked
import stagedflow.Flow
import stagedflow.Keys
import stagedflow.Promotion

/** The scan of the images of a commit, and their promotion; see scanAndPromote.txt. */
Map call(Map config = [:]) {
    Checked.of(this, 'scanAndPromote', config, Keys.SCAN_AND_PROMOTE)
    return new Promotion(new Flow(this), config).run()
}
