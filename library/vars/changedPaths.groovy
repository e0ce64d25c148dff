import stagedflow.Changes
import stagedflow.Checked
import stagedflow.Flow

/** Whether the build is about a file that passes the filters; see changedPaths.txt. */
boolean call(List filters) {
    return call(paths: filters)
}

boolean call(Map config) {
    Checked.of(this, 'changedPaths', config, ['paths!': 'names', agent: 'agent'])
    return changes(config.agent).touch(config.paths)
}

/** The files, or null where it is not known, which means all. */
List files(Map config = [:]) {
    return changes(config.agent).files
}

/** What changed. */
Changes changes(Object agent = null) {
    Flow flow = new Flow(this)
    flow.prepare(agent)
    return flow.changes
}
